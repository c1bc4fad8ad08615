"""Why a descent ended, in plain words."""

from __future__ import annotations

from gdmath.arrays import FloatArray
from gdmath.record import StopReason, has_small_gradient, longest_gradient
from gdmath.stopping import Limits, lengths
from gdmath.trace import End, Trace


def message(trace: Trace, values: FloatArray, end: End, stop: StopReason, limits: Limits) -> str:
    """Return one line that says why a descent ended, and whether it converged."""
    count = f"{end.iterations} iteration{'' if end.iterations == 1 else 's'}"
    if stop is StopReason.DIVERGED:
        return f"Diverged after {count}: {_growth(values, end)}. Try a smaller rate."
    if stop is StopReason.LEFT_DOMAIN:
        return f"Left the domain after {count}: {_outside(end)}"
    slope = float(lengths(trace.gradients[-1]))
    if stop is StopReason.SMALL_GRADIENT:
        return f"Converged after {count}: the gradient is {slope:.2g} long, within {limits.gradient:g}."
    step = float(lengths(trace.steps[-1]))
    if stop is StopReason.ITERATION_CAP:
        return f"Stopped at the cap of {count}: the last step was {step:.2g} long, the gradient {slope:.2g}."
    small = f"the last step was {step:.2g} long, within {limits.step:g}"
    if stop is StopReason.SMALL_CHANGE:
        small = f"the value last changed by {abs(values[-1] - values[-2]):.2g}, within {limits.value:g}"
    if has_small_gradient(values, trace.gradients):
        return f"Converged after {count}: {small}."
    longest = longest_gradient(values, trace.gradients)
    return (
        f"Stopped after {count}, not converged: {small}, but the gradient is still {slope:.2g} long, "
        f"after {longest:.2g} at most."
    )


def _growth(values: FloatArray, end: End) -> str:
    if end.stop is StopReason.DIVERGED:
        return "the next point has no finite value or gradient"
    return f"the value has grown from {values[0]:.3g} to {values.max():.2g}"


def _outside(end: End) -> str:
    if end.stop is StopReason.LEFT_DOMAIN or end.onward is None:
        return "the next point lies outside."
    place = ", ".join(f"{x:.6g}" for x in end.onward)
    return f"at the next point ({place}) the objective is not defined. Try a smaller rate."
