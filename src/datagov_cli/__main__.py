"""Entry point: ``datagov`` and ``python -m datagov_cli``."""

import gc
import signal
import sys


def main() -> None:
    """Run the program; ends by raising ``SystemExit`` with the exit code."""
    # A run is short and keeps nearly all its objects; collecting garbage costs a tenth of its time.
    gc.disable()
    try:
        _end_as_interrupted()
        from datagov_cli.base import streams

        streams.prepare()
        from datagov_cli.cli.app import app

        app(prog_name="datagov")
    except KeyboardInterrupt:
        # While modules are loaded, or at the very end; the program itself catches the others.
        from datagov_cli.base.errors import EXIT_INTERRUPTED

        sys.exit(EXIT_INTERRUPTED)
    finally:
        # Else the interpreter would collect once more on its way out, for a fifth of a short run.
        gc.freeze()


def _end_as_interrupted() -> None:
    """Whoever ends the program, or closes its terminal, interrupts it as Ctrl+C does: drafts of
    files are removed on the way out. What a caller has set, as ``nohup`` has, stays."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP.
        if number and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)


if __name__ == "__main__":
    main()
