"""Entry point: ``datagov`` and ``python -m datagov_cli``."""

import gc


def main() -> None:
    """Run the program; ends by raising ``SystemExit`` with the exit code."""
    # A run is short and keeps nearly all its objects; collecting garbage costs a tenth of its time.
    gc.disable()
    from datagov_cli.cli.app import app

    app(prog_name="datagov")


if __name__ == "__main__":
    main()
