"""What a run shows while it goes on: each file when its first test starts, with the share that is done.

With several workers a hang is in one of the last files shown. Failures are shown at once, with their names;
their causes follow at the end, as always.
"""

import pytest


class Progress:
    """Counts the tests that are done; registered where the run is controlled, not in its workers."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._session: pytest.Session | None = None
        self._files: set[str] = set()
        self._done = 0

    def pytest_sessionstart(self, session: pytest.Session) -> None:
        """The session knows how many tests there are, once they are collected."""
        self._session = session

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        """Show a file that has not been shown."""
        file = nodeid.partition("::")[0]
        if file not in self._files:
            self._files.add(file)
            self._show(file)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count a test when its fixtures are taken down; show what failed."""
        self._done += report.when == "teardown"
        if report.failed:
            self._show(f"FAILED {report.nodeid}" if report.when == "call" else f"ERROR {report.nodeid}")

    @pytest.hookimpl(tryfirst=True)
    def pytest_report_teststatus(self, report: pytest.TestReport) -> tuple[str, str, str] | None:
        """Print no dots and letters: the lines above say more."""
        if hasattr(report, "wasxfail"):
            return None
        if report.when == "call" or report.skipped:
            return report.outcome, "", report.outcome.upper()
        return ("error", "", "ERROR") if report.failed else ("", "", "")

    def _show(self, text: str) -> None:
        total = self._session.testscollected if self._session is not None else 0
        percent = 100 * self._done // total if total else 0
        reporter = self._config.pluginmanager.get_plugin("terminalreporter")
        if isinstance(reporter, pytest.TerminalReporter):
            reporter.write_line(f"{percent:3} %  {text}")


def show_progress(config: pytest.Config) -> None:
    """Show progress by file in this run, unless it was asked to show each test (`-vv`)."""
    if config.option.verbose <= 0:
        config.pluginmanager.register(Progress(config), "progress")
