"""What lessons are made of: the kit's public face, from which a lesson imports all that it needs.

`Lesson` is the base, `Run` and `Race` are finished descents at a clock, plots and spaces show them, and marks
read them: `Trail.of(run, plot)`, `Dots.of(run, plot)`, `Readout("J").follow(run, "value")`,
`SurfaceBall.of(run, surface)`. The README lists the words by what they are for.
"""

from scenes.kit.lessons.attribute_checks import (
    check_dataset,
    check_moves,
    check_objective,
    check_rate,
    check_rates,
    check_schedule,
    check_settles,
    check_start,
)
from scenes.kit.lessons.descent_summary import Ending, growth_of_swings, listed, verdict
from scenes.kit.lessons.lesson import Lesson
from scenes.kit.lessons.rate_note import caution, fitted_rate_note
from scenes.kit.lessons.regression_lesson import QUANTITIES, RegressionLesson
from scenes.kit.painted.class_dots import ClassDots
from scenes.kit.painted.exact_numbers import numbers_apart, numbers_beside
from scenes.kit.painted.fog import Darkness
from scenes.kit.painted.live_numbers import LiveNumber, Readout, column, two_columns
from scenes.kit.painted.marks import Areas, Dots, Pointer
from scenes.kit.painted.painted import Painted, PaintingCamera
from scenes.kit.painted.strokes import DASH, Segments, Stroke, Trail
from scenes.kit.painted.weather import Weather
from scenes.kit.plots.boundary_line import boundary_line, named_boundary
from scenes.kit.plots.chart_readouts import counter_above, speed_inside
from scenes.kit.plots.contours import ContourMap
from scenes.kit.plots.curve_plot import CurvePlot
from scenes.kit.plots.fit_plot import FitPlot
from scenes.kit.plots.height_difference import HeightDifference
from scenes.kit.plots.labels import around, beside, in_emptiest_place, line_key, outlined, plated
from scenes.kit.plots.landmarks import Landmarks, sampled
from scenes.kit.plots.lens import Lens, distance_between
from scenes.kit.plots.levels import cost_levels, round_levels, usual_heights, valley_levels
from scenes.kit.plots.map_gradients import arrow_scale, downhill_arrow, gradient_arrows, window_with_arrows
from scenes.kit.plots.map_plot import MapPlot, map_window
from scenes.kit.plots.mountainside import Mountainside
from scenes.kit.plots.path_marks import path_marks
from scenes.kit.plots.plot import Plot, align
from scenes.kit.plots.probes import probes
from scenes.kit.plots.rate_bar import RateBar
from scenes.kit.plots.rate_scale import RateScale, factor_in_numbers, reasons_for_limit
from scenes.kit.plots.reached_valleys import reached_valleys
from scenes.kit.plots.run_chart import RunChart
from scenes.kit.plots.run_closeup import RunCloseUp
from scenes.kit.plots.run_letters import AWAY, letter_offsets, letters_at_ends, run_letters
from scenes.kit.plots.run_map import RunMap
from scenes.kit.plots.run_panel import RunPanel, notes_below, run_panels
from scenes.kit.plots.run_table import run_table
from scenes.kit.plots.section_plot import SectionPlot
from scenes.kit.plots.small_multiple import SmallMultiple, captioned_columns
from scenes.kit.plots.squared_residuals import SquaredResiduals
from scenes.kit.plots.step_marks import StepMarks
from scenes.kit.plots.step_numbers import StepNumbers
from scenes.kit.plots.steps_below import StepsBelow
from scenes.kit.plots.tangent import Tangent
from scenes.kit.plots.update_row import UpdateRow
from scenes.kit.plots.valley_marks import ValleyMarks, valley_color, valley_letter, valley_name, valley_range
from scenes.kit.runs.race import Race, race
from scenes.kit.runs.run import Run
from scenes.kit.runs.view import RunView
from scenes.kit.space.around_run import space_around
from scenes.kit.space.axes import Space
from scenes.kit.space.camera_choice import best_turn, turn_to_wall
from scenes.kit.space.crowd import HARDLY, Crowd, fate_color, spread_over
from scenes.kit.space.floor_contours import FloorContours
from scenes.kit.space.from_above import MAP_AZIMUTH, space_from_above
from scenes.kit.space.gradient_arrows import (
    gradient_components,
    gradient_scale,
    growing_gradient,
    growing_step,
)
from scenes.kit.space.minimum_mark import minimum_mark
from scenes.kit.space.over_map import space_over
from scenes.kit.space.rising import rise, stages
from scenes.kit.space.space_marks import SpaceDots, SpaceSegments
from scenes.kit.space.spot_name import spot_name
from scenes.kit.space.surface import HeightField
from scenes.kit.space.surface_marks import DropLine, FloorPath, SurfaceArrow, SurfaceBall, SurfaceTrail
from scenes.kit.style import layout, palette, typography
from scenes.kit.style.formula_rows import formula_rows
from scenes.kit.style.formulas import exact, formula_of, named_formula, terms_of
from scenes.kit.style.headline import formula_in_title_row, legend, stage_below_legend
from scenes.kit.style.layout import Box, Shape
from scenes.kit.style.long_vector import long_vector
from scenes.kit.style.motion import Swell, dimmed, draw, during, later
from scenes.kit.style.named_parts import name_of_part
from scenes.kit.style.notes import SIZE, Notes, Rows
from scenes.kit.style.numbers import WHOLE, NumberFormat, short
from scenes.kit.style.role_formulas import COST_UPDATE, LINE, UPDATE, by_role, parameter_update
from scenes.kit.style.ticks import nice_ticks, padded_range
from scenes.kit.style.typography import Words
from scenes.kit.style.worked import Number, bracketed, worked_step
from scenes.kit.style.worked_rows import worked_update

__all__ = [
    "AWAY",
    "COST_UPDATE",
    "DASH",
    "HARDLY",
    "LINE",
    "MAP_AZIMUTH",
    "QUANTITIES",
    "SIZE",
    "UPDATE",
    "WHOLE",
    "Areas",
    "Box",
    "ClassDots",
    "ContourMap",
    "Crowd",
    "CurvePlot",
    "Darkness",
    "Dots",
    "DropLine",
    "Ending",
    "FitPlot",
    "FloorContours",
    "FloorPath",
    "HeightDifference",
    "HeightField",
    "Landmarks",
    "Lens",
    "Lesson",
    "LiveNumber",
    "MapPlot",
    "Mountainside",
    "Notes",
    "Number",
    "NumberFormat",
    "Painted",
    "PaintingCamera",
    "Plot",
    "Pointer",
    "Race",
    "RateBar",
    "RateScale",
    "Readout",
    "RegressionLesson",
    "Rows",
    "Run",
    "RunChart",
    "RunCloseUp",
    "RunMap",
    "RunPanel",
    "RunView",
    "SectionPlot",
    "Segments",
    "Shape",
    "SmallMultiple",
    "Space",
    "SpaceDots",
    "SpaceSegments",
    "SquaredResiduals",
    "StepMarks",
    "StepNumbers",
    "StepsBelow",
    "Stroke",
    "SurfaceArrow",
    "SurfaceBall",
    "SurfaceTrail",
    "Swell",
    "Tangent",
    "Trail",
    "UpdateRow",
    "ValleyMarks",
    "Weather",
    "Words",
    "align",
    "around",
    "arrow_scale",
    "beside",
    "best_turn",
    "boundary_line",
    "bracketed",
    "by_role",
    "captioned_columns",
    "caution",
    "check_dataset",
    "check_moves",
    "check_objective",
    "check_rate",
    "check_rates",
    "check_schedule",
    "check_settles",
    "check_start",
    "column",
    "cost_levels",
    "counter_above",
    "dimmed",
    "distance_between",
    "downhill_arrow",
    "draw",
    "during",
    "exact",
    "factor_in_numbers",
    "fate_color",
    "fitted_rate_note",
    "formula_in_title_row",
    "formula_of",
    "formula_rows",
    "gradient_arrows",
    "gradient_components",
    "gradient_scale",
    "growing_gradient",
    "growing_step",
    "growth_of_swings",
    "in_emptiest_place",
    "later",
    "layout",
    "legend",
    "letter_offsets",
    "letters_at_ends",
    "line_key",
    "listed",
    "long_vector",
    "map_window",
    "minimum_mark",
    "name_of_part",
    "named_boundary",
    "named_formula",
    "nice_ticks",
    "notes_below",
    "numbers_apart",
    "numbers_beside",
    "outlined",
    "padded_range",
    "palette",
    "parameter_update",
    "path_marks",
    "plated",
    "probes",
    "race",
    "reached_valleys",
    "reasons_for_limit",
    "rise",
    "round_levels",
    "run_letters",
    "run_panels",
    "run_table",
    "sampled",
    "short",
    "space_around",
    "space_from_above",
    "space_over",
    "speed_inside",
    "spot_name",
    "spread_over",
    "stage_below_legend",
    "stages",
    "terms_of",
    "turn_to_wall",
    "two_columns",
    "typography",
    "usual_heights",
    "valley_color",
    "valley_letter",
    "valley_levels",
    "valley_name",
    "valley_range",
    "verdict",
    "window_with_arrows",
    "worked_step",
    "worked_update",
]
