"""``python -m whosays``: the command line."""

from whosays.cli import main

if __name__ == "__main__":  # a worker process imports this module and must not start the command again
    main(prog_name="whosays")
