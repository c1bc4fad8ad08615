"""Why a descent ended, in plain words."""

from __future__ import annotations

from gdmath.arrays import FloatArray
from gdmath.record import StopReason, has_small_gradient, longest_gradient
from gdmath.stopping import Limits, lengths
from gdmath.trace import End, Trace


def message(trace: Trace, values: FloatArray, end: End, stop: StopReason, limits: Limits) -> str:
    """Return one line that says why a descent ended, and whether it converged."""
    count = f"{end.iterations} iteration{'' if end.iterations == 1 else 's'}"
    match stop:
        case StopReason.DIVERGED:
            return f"Diverged after {count}: {_growth(values, end)}. Try a smaller rate."
        case StopReason.LEFT_DOMAIN:
            return f"Left the domain after {count}: {_outside(end)}"
        case StopReason.SMALL_GRADIENT:
            slope = float(lengths(trace.gradients[-1]))
            return f"Converged after {count}: the gradient is {slope:.2g} long, within {limits.gradient:g}."
        case StopReason.SMALL_STEP:
            step = float(lengths(trace.steps[-1]))
            return _small(trace, values, count, f"the last step was {step:.2g} long, within {limits.step:g}")
        case StopReason.SMALL_CHANGE:
            change = abs(values[-1] - values[-2])
            return _small(
                trace, values, count, f"the value last changed by {change:.2g}, within {limits.value:g}"
            )
        case _:
            cap = f"the cap of {count}"
            if stop is StopReason.BUDGET_SPENT:
                cap = f"its budget of {limits.budget} gradient evaluations, after {count}"
            return f"Stopped at {cap}: {_progress(trace, values)}."


def _small(trace: Trace, values: FloatArray, count: str, what: str) -> str:
    if has_small_gradient(values, trace.gradients):
        return f"Converged after {count}: {what}."
    slope, longest = float(lengths(trace.gradients[-1])), longest_gradient(values, trace.gradients)
    return (
        f"Stopped after {count}, not converged: {what}, but the gradient is still {slope:.2g} long, "
        f"after {longest:.2g} at most."
    )


def _progress(trace: Trace, values: FloatArray) -> str:
    step, slope = float(lengths(trace.steps[-1])), float(lengths(trace.gradients[-1]))
    progress = f"the last step was {step:.2g} long, the gradient {slope:.2g}"
    if values[-1] > values[0]:
        progress += f", and the value rose from {values[0]:.3g} to {values[-1]:.3g}"
    return progress


def _growth(values: FloatArray, end: End) -> str:
    if end.stop is StopReason.DIVERGED:
        return "the next point has no finite value or gradient"
    return f"the value rose from {values[0]:.3g} to {values.max():.3g}"


def _outside(end: End) -> str:
    if end.stop is StopReason.LEFT_DOMAIN or end.onward is None:
        return "the next point lies outside."
    place = ", ".join(f"{x:.6g}" for x in end.onward)
    return f"the next point, ({place}), has no finite value or gradient. Try a smaller rate."
