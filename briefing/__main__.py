"""`python -m briefing` does what `briefing` does."""

from briefing.cli.main import run

if __name__ == "__main__":
    run()
