"""Entry point: ``datagov`` and ``python -m datagov_cli``."""


def main() -> None:
    """Run the program; ends by raising ``SystemExit`` with the exit code."""
    from datagov_cli.cli.app import app

    app(prog_name="datagov")


if __name__ == "__main__":
    main()
