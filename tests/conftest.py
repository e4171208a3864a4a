"""What every test shares: `tests/` on the import path (for `strategies`), and Hypothesis without a stopwatch."""

from hypothesis import HealthCheck, settings

# Machines that run many suites at once are slow by turns: time says nothing about a property.
settings.register_profile("mediakit", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("mediakit")
