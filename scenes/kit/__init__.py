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
    check_sloped_valley,
    check_start,
    check_sweep,
    check_valley,
)
from scenes.kit.lessons.descent_summary import spoken_verdict, verdict
from scenes.kit.lessons.fit_in_words import (
    COST_OF_SQUARES,
    all_steps_in_words,
    first_steps_in_words,
    is_riddle,
    lift_in_words,
    slopes_in_words,
)
from scenes.kit.lessons.fog_lesson import FogLesson
from scenes.kit.lessons.lesson import Lesson
from scenes.kit.lessons.line_in_words import line_in_words
from scenes.kit.lessons.race_in_words import (
    aim_in_words,
    arrivals_in_words,
    best_and_worst,
    gentle_grounds,
    holds_least_and_most,
    leaders_in_noise,
    moral_of,
    most_forgiving,
    most_often_first,
    most_uneven,
    network_in_words,
    noise_in_words,
    noisy_of,
    race_in_words,
    search_in_words,
    told_of_race,
    way_down,
)
from scenes.kit.lessons.race_lesson import RaceLesson
from scenes.kit.lessons.rate_note import caution, fitted_rate_note
from scenes.kit.lessons.regression_lesson import QUANTITIES, RegressionLesson
from scenes.kit.lessons.ten_points import TenPointsLesson
from scenes.kit.lessons.valley_lesson import ValleyLesson
from scenes.kit.lessons.walk_in_words import (
    end_in_words,
    height_in_words,
    nearness_in_words,
    pits_in_words,
    rate_in_words,
    repeated_in_words,
    steps_in_words,
)
from scenes.kit.network.comparison import PredictionBesideGoal
from scenes.kit.network.cost_chart import CostCharts
from scenes.kit.network.drawing import NetworkDrawing
from scenes.kit.network.layer_chain import LayerChain
from scenes.kit.network.learnt import LearntPicture, learnt_mountain
from scenes.kit.network.unit import Unit
from scenes.kit.network.weight_grid import TrainingGrids, WeightGrid
from scenes.kit.painted.ball import Ball, trail_and_ball
from scenes.kit.painted.big_number import BigNumber, step_count
from scenes.kit.painted.class_dots import ClassDots
from scenes.kit.painted.fall_counts import FallCounts, before_and_now
from scenes.kit.painted.flipbook import Flipbook
from scenes.kit.painted.live_numbers import LiveNumber, Readout, column, two_columns
from scenes.kit.painted.marks import Areas, Dots, Pointer
from scenes.kit.painted.painted import Painted, PaintingCamera
from scenes.kit.painted.reshaping import reshaped
from scenes.kit.painted.riddle import Riddle
from scenes.kit.painted.strokes import DASH, Segments, Stroke, Trail
from scenes.kit.painted.weather import Weather
from scenes.kit.plots.adaptive_notes import (
    adagrad_rule,
    adam_formulas,
    first_stride_mark,
    rmsprop_average,
)
from scenes.kit.plots.advice import Advice
from scenes.kit.plots.armijo_slice import ArmijoSlice
from scenes.kit.plots.astray_notes import NEWTON_SOLVES, NEWTONS, AstrayNotes
from scenes.kit.plots.averages_filling import AveragesFilling
from scenes.kit.plots.axis_arrow import AxisArrow
from scenes.kit.plots.boundary_line import boundary_line, named_boundary
from scenes.kit.plots.chart_readouts import count_in_title_row, counter_above
from scenes.kit.plots.close_map import CloseMap
from scenes.kit.plots.component_arrows import ComponentArrows
from scenes.kit.plots.condition_chart import ConditionChart
from scenes.kit.plots.contest_show import ContestShow
from scenes.kit.plots.contest_table import ContestTable, needed_in_words
from scenes.kit.plots.contours import ContourMap
from scenes.kit.plots.curve_numbers import first_heights, numbers_and_chart
from scenes.kit.plots.curve_over_rows import CurveOverRows
from scenes.kit.plots.curve_plot import CurvePlot
from scenes.kit.plots.damped_panel import DampedPanel
from scenes.kit.plots.distance_rows import DistanceRows, distances_side_by_side
from scenes.kit.plots.eigen_notes import EigenNotes
from scenes.kit.plots.factor_formulas import FactorFormulas, factor_in_words
from scenes.kit.plots.factor_gauge import FactorGauge
from scenes.kit.plots.filled_pictures import FilledPictures
from scenes.kit.plots.finish_note import FinishNote
from scenes.kit.plots.fit_charts import fit_charts, fit_trails, steps_past_turn, turn_mark
from scenes.kit.plots.fit_plot import FitPlot
from scenes.kit.plots.gradient_squares import GradientSquares
from scenes.kit.plots.height_difference import HeightDifference
from scenes.kit.plots.hessian_square import HessianSquare, picture_pixels
from scenes.kit.plots.labels import (
    around,
    below_one_another,
    beside,
    in_emptiest_place,
    large_number,
    line_key,
    outlined,
    plated,
    with_leader,
)
from scenes.kit.plots.landmarks import Landmarks, sampled
from scenes.kit.plots.leap import Leap
from scenes.kit.plots.leg_plots import LegChart, LegSlice, SwingChart, widened
from scenes.kit.plots.lens import Lens, distance_between
from scenes.kit.plots.levels import cost_levels, round_levels, usual_heights, valley_levels
from scenes.kit.plots.look_ahead import LookAhead
from scenes.kit.plots.machine import Machine
from scenes.kit.plots.map_gradients import arrow_scale, downhill_arrow, gradient_arrows, window_with_arrows
from scenes.kit.plots.map_plot import MapPlot, map_window
from scenes.kit.plots.map_race import MapRace
from scenes.kit.plots.miss_notes import MissNotes
from scenes.kit.plots.model_parabola import ModelPlot
from scenes.kit.plots.model_walk import ModelWalk
from scenes.kit.plots.momentum_gauge import MomentumGauge
from scenes.kit.plots.momentum_notes import AHEAD, FactorNotes, best_momentum, momentum_rule
from scenes.kit.plots.mountainside import Mountainside
from scenes.kit.plots.neighbours import Neighbours
from scenes.kit.plots.noisy_slope import NoisySlope
from scenes.kit.plots.own_rates_chart import OwnRatesChart
from scenes.kit.plots.parameter_section import ParameterSection, parameter_sections
from scenes.kit.plots.path_marks import path_marks
from scenes.kit.plots.plot import Plot, align
from scenes.kit.plots.pressed_square import PressedSquare
from scenes.kit.plots.probes import probes
from scenes.kit.plots.race_board import RaceBoard
from scenes.kit.plots.race_map import RaceMap
from scenes.kit.plots.race_table import RaceTable
from scenes.kit.plots.race_view import RaceView
from scenes.kit.plots.race_wall import RaceWall, under
from scenes.kit.plots.rate_chart import RateChart, RateCharts
from scenes.kit.plots.rate_sweep import RateSweep
from scenes.kit.plots.reached_valleys import reached_valleys
from scenes.kit.plots.reminders import Reminders
from scenes.kit.plots.rest_readouts import pace_readout, quiet_pace, rest_readouts
from scenes.kit.plots.ridge_chart import RidgeChart
from scenes.kit.plots.rule_table import RuleTable
from scenes.kit.plots.run_chart import RunChart
from scenes.kit.plots.run_letters import AWAY, letter_offsets, letters_at_ends, run_letters
from scenes.kit.plots.run_map import RunMap
from scenes.kit.plots.run_panel import RunPanel, run_panels, set_off_in_turn
from scenes.kit.plots.run_table import run_table
from scenes.kit.plots.section_plot import SectionPlot
from scenes.kit.plots.series_bar import SeriesBar
from scenes.kit.plots.sliding_point import SlidingPoint
from scenes.kit.plots.slope_share import SlopeShare
from scenes.kit.plots.slope_stacks import close_up_and_stacks
from scenes.kit.plots.small_multiple import SmallMultiple, captioned_columns
from scenes.kit.plots.squared_residuals import SquaredResiduals
from scenes.kit.plots.steepest import drawn_in_words, steepest
from scenes.kit.plots.step_bill import StepBill, step_bills
from scenes.kit.plots.step_marks import StepMarks
from scenes.kit.plots.step_numbers import StepNumbers
from scenes.kit.plots.stretched_way import StretchedWay
from scenes.kit.plots.tangent import Tangent, Tangents
from scenes.kit.plots.told_moves import MovedLine, limit_notes, told_everywhere
from scenes.kit.plots.tried_rates import TriedRates
from scenes.kit.plots.turn_arrow import TurnArrow
from scenes.kit.plots.turned_path import TurnedPath
from scenes.kit.plots.turning_valley import TurningValley
from scenes.kit.plots.update_row import UpdateRow
from scenes.kit.plots.valley_close_up import ValleyCloseUp
from scenes.kit.plots.valley_map import WAY_COLORS, WAY_NAMES, ValleyMap
from scenes.kit.plots.valley_marks import ValleyMarks, valley_color, valley_letter, valley_name, valley_range
from scenes.kit.plots.velocity_arrows import LEAVES, VelocityArrows, VelocityCloseUp
from scenes.kit.plots.word_ring import WordRing
from scenes.kit.runs.adaptive_runs import AdaptiveRuns
from scenes.kit.runs.changing_cost import ChangingCost
from scenes.kit.runs.line_moves import line_moves, round_turn
from scenes.kit.runs.newton_walks import NewtonAstray, newton_to_minimum
from scenes.kit.runs.pace import first_then_evenly, pace_in_words, paced, steps_a_second
from scenes.kit.runs.race import Race, race
from scenes.kit.runs.race_entries import RACE_GROUNDS, RACE_RATES, RACE_RULES, some_of
from scenes.kit.runs.race_ground import RaceGround
from scenes.kit.runs.race_slopes import RaceSlopes
from scenes.kit.runs.ranked_race import RankedRace
from scenes.kit.runs.rule_score import rule_scores
from scenes.kit.runs.run import Run
from scenes.kit.runs.run_near import run_near
from scenes.kit.runs.swinging import single_step, swinging_run, told_arrival
from scenes.kit.runs.trial import Trial
from scenes.kit.runs.turned_momentum import TurnedMomentum
from scenes.kit.runs.valley import Bowl, Valley, steps_by_condition
from scenes.kit.runs.valley_contest import ValleyContest, valley_races
from scenes.kit.runs.view import RunView
from scenes.kit.space.apart import apart_name
from scenes.kit.space.around_run import space_around
from scenes.kit.space.axes import Space
from scenes.kit.space.camera_choice import best_turn, turn_to_wall
from scenes.kit.space.compass import Compass, bearings
from scenes.kit.space.cost_terrain import (
    around_step,
    bowl_sight,
    condition_number,
    cost_terrain,
    cure_boxes,
    goal_ring,
    in_highest_corner,
    landscape_boxes,
    moves_boxes,
    moves_on_ground,
    moves_sight,
    sight_downhill,
    stretched_window,
    swing_sight,
    told_scales,
    told_top,
    turn_sight,
    valley_cuts,
    valley_sights,
)
from scenes.kit.space.crowd import (
    ELSEWHERE,
    HARDLY,
    Crowd,
    fate_color,
    spread_over,
    starts_around,
    staying,
)
from scenes.kit.space.eye import Pose, eye_near, eye_over, eye_to, fitted_pose
from scenes.kit.space.fate_map import fate_map, undyed, without_kinks
from scenes.kit.space.fates_key import FatesKey
from scenes.kit.space.floor_contours import FloorContours
from scenes.kit.space.from_above import MAP_AZIMUTH, space_from_above
from scenes.kit.space.gradient_arrows import (
    gradient_components,
    gradient_scale,
    growing_gradient,
    growing_step,
    scale_note,
)
from scenes.kit.space.jumps import JumpingBall, JumpTrail, jumps_of
from scenes.kit.space.late_walk import late_walk
from scenes.kit.space.lit_field import LitField
from scenes.kit.space.map_contours import map_contours
from scenes.kit.space.model_land import ModelLand
from scenes.kit.space.over_map import space_over
from scenes.kit.space.race_space import RaceSpace
from scenes.kit.space.ring_mark import pit_mark
from scenes.kit.space.rising import rise, stages
from scenes.kit.space.slope_tags import slope_tags
from scenes.kit.space.slopes_alike import slopes_alike
from scenes.kit.space.space_marks import SpaceDots, SpaceSegments
from scenes.kit.space.spot_name import landscape_names, spot_name
from scenes.kit.space.spot_tag import SpotTag
from scenes.kit.space.surface import HeightField, dyed, stained
from scenes.kit.space.surface_marks import DropLine, FloorPath, SurfaceArrow, SurfaceBall, SurfaceTrail
from scenes.kit.space.terrain import Terrain
from scenes.kit.space.valley_bends import ValleyBends
from scenes.kit.style import layout, palette, typography
from scenes.kit.style.formulas import exact, formula_of, named_formula
from scenes.kit.style.headline import formula_in_title_row, legend, stage_below_legend
from scenes.kit.style.layout import Box, Shape
from scenes.kit.style.letters import Letters
from scenes.kit.style.long_vector import long_vector
from scenes.kit.style.motion import (
    Swell,
    all_but,
    dimmed,
    draw,
    during,
    follows,
    glide,
    in_time,
    keep_size,
    later,
    resized,
    stay_on_screen,
)
from scenes.kit.style.named_parts import name_of_part
from scenes.kit.style.notes import SIZE, Notes, Rows, equation, stacked_in_parts
from scenes.kit.style.numbers import WHOLE, NumberFormat, in_percent, short
from scenes.kit.style.role_formulas import LINE, UPDATE, by_role
from scenes.kit.style.rule_colors import RULE_COLORS, rule_colors
from scenes.kit.style.ticks import nice_ticks, padded_range
from scenes.kit.style.typography import Words
from scenes.kit.style.worked import Number, bracketed, worked_step
from scenes.kit.style.worked_rows import worked_update

__all__ = [
    "AHEAD",
    "AWAY",
    "COST_OF_SQUARES",
    "DASH",
    "ELSEWHERE",
    "HARDLY",
    "LEAVES",
    "LINE",
    "MAP_AZIMUTH",
    "NEWTONS",
    "NEWTON_SOLVES",
    "QUANTITIES",
    "RACE_GROUNDS",
    "RACE_RATES",
    "RACE_RULES",
    "RULE_COLORS",
    "SIZE",
    "UPDATE",
    "WAY_COLORS",
    "WAY_NAMES",
    "WHOLE",
    "AdaptiveRuns",
    "Advice",
    "Areas",
    "ArmijoSlice",
    "AstrayNotes",
    "AveragesFilling",
    "AxisArrow",
    "Ball",
    "BigNumber",
    "Bowl",
    "Box",
    "ChangingCost",
    "ClassDots",
    "CloseMap",
    "Compass",
    "ComponentArrows",
    "ConditionChart",
    "ContestShow",
    "ContestTable",
    "ContourMap",
    "CostCharts",
    "Crowd",
    "CurveOverRows",
    "CurvePlot",
    "DampedPanel",
    "DistanceRows",
    "Dots",
    "DropLine",
    "EigenNotes",
    "FactorFormulas",
    "FactorGauge",
    "FactorNotes",
    "FallCounts",
    "FatesKey",
    "FilledPictures",
    "FinishNote",
    "FitPlot",
    "Flipbook",
    "FloorContours",
    "FloorPath",
    "FogLesson",
    "GradientSquares",
    "HeightDifference",
    "HeightField",
    "HessianSquare",
    "JumpTrail",
    "JumpingBall",
    "Landmarks",
    "LayerChain",
    "Leap",
    "LearntPicture",
    "LegChart",
    "LegSlice",
    "Lens",
    "Lesson",
    "Letters",
    "LitField",
    "LiveNumber",
    "LookAhead",
    "Machine",
    "MapPlot",
    "MapRace",
    "MissNotes",
    "ModelLand",
    "ModelPlot",
    "ModelWalk",
    "MomentumGauge",
    "Mountainside",
    "MovedLine",
    "Neighbours",
    "NetworkDrawing",
    "NewtonAstray",
    "NoisySlope",
    "Notes",
    "Number",
    "NumberFormat",
    "OwnRatesChart",
    "Painted",
    "PaintingCamera",
    "ParameterSection",
    "Plot",
    "Pointer",
    "Pose",
    "PredictionBesideGoal",
    "PressedSquare",
    "Race",
    "RaceBoard",
    "RaceGround",
    "RaceLesson",
    "RaceMap",
    "RaceSlopes",
    "RaceSpace",
    "RaceTable",
    "RaceView",
    "RaceWall",
    "RankedRace",
    "RateChart",
    "RateCharts",
    "RateSweep",
    "Readout",
    "RegressionLesson",
    "Reminders",
    "Riddle",
    "RidgeChart",
    "Rows",
    "RuleTable",
    "Run",
    "RunChart",
    "RunMap",
    "RunPanel",
    "RunView",
    "SectionPlot",
    "Segments",
    "SeriesBar",
    "Shape",
    "SlidingPoint",
    "SlopeShare",
    "SmallMultiple",
    "Space",
    "SpaceDots",
    "SpaceSegments",
    "SpotTag",
    "SquaredResiduals",
    "StepBill",
    "StepMarks",
    "StepNumbers",
    "StretchedWay",
    "Stroke",
    "SurfaceArrow",
    "SurfaceBall",
    "SurfaceTrail",
    "Swell",
    "SwingChart",
    "Tangent",
    "Tangents",
    "TenPointsLesson",
    "Terrain",
    "Trail",
    "TrainingGrids",
    "Trial",
    "TriedRates",
    "TurnArrow",
    "TurnedMomentum",
    "TurnedPath",
    "TurningValley",
    "Unit",
    "UpdateRow",
    "Valley",
    "ValleyBends",
    "ValleyCloseUp",
    "ValleyContest",
    "ValleyLesson",
    "ValleyMap",
    "ValleyMarks",
    "VelocityArrows",
    "VelocityCloseUp",
    "Weather",
    "WeightGrid",
    "WordRing",
    "Words",
    "adagrad_rule",
    "adam_formulas",
    "aim_in_words",
    "align",
    "all_but",
    "all_steps_in_words",
    "apart_name",
    "around",
    "around_step",
    "arrivals_in_words",
    "arrow_scale",
    "bearings",
    "before_and_now",
    "below_one_another",
    "beside",
    "best_and_worst",
    "best_momentum",
    "best_turn",
    "boundary_line",
    "bowl_sight",
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
    "check_sloped_valley",
    "check_start",
    "check_sweep",
    "check_valley",
    "close_up_and_stacks",
    "column",
    "condition_number",
    "cost_levels",
    "cost_terrain",
    "count_in_title_row",
    "counter_above",
    "cure_boxes",
    "dimmed",
    "distance_between",
    "distances_side_by_side",
    "downhill_arrow",
    "draw",
    "drawn_in_words",
    "during",
    "dyed",
    "end_in_words",
    "equation",
    "exact",
    "eye_near",
    "eye_over",
    "eye_to",
    "factor_in_words",
    "fate_color",
    "fate_map",
    "first_heights",
    "first_steps_in_words",
    "first_stride_mark",
    "first_then_evenly",
    "fit_charts",
    "fit_trails",
    "fitted_pose",
    "fitted_rate_note",
    "follows",
    "formula_in_title_row",
    "formula_of",
    "gentle_grounds",
    "glide",
    "goal_ring",
    "gradient_arrows",
    "gradient_components",
    "gradient_scale",
    "growing_gradient",
    "growing_step",
    "height_in_words",
    "holds_least_and_most",
    "in_emptiest_place",
    "in_highest_corner",
    "in_percent",
    "in_time",
    "is_riddle",
    "jumps_of",
    "keep_size",
    "landscape_boxes",
    "landscape_names",
    "large_number",
    "late_walk",
    "later",
    "layout",
    "leaders_in_noise",
    "learnt_mountain",
    "legend",
    "letter_offsets",
    "letters_at_ends",
    "lift_in_words",
    "limit_notes",
    "line_in_words",
    "line_key",
    "line_moves",
    "long_vector",
    "map_contours",
    "map_window",
    "momentum_rule",
    "moral_of",
    "most_forgiving",
    "most_often_first",
    "most_uneven",
    "moves_boxes",
    "moves_on_ground",
    "moves_sight",
    "name_of_part",
    "named_boundary",
    "named_formula",
    "nearness_in_words",
    "needed_in_words",
    "network_in_words",
    "newton_to_minimum",
    "nice_ticks",
    "noise_in_words",
    "noisy_of",
    "numbers_and_chart",
    "outlined",
    "pace_in_words",
    "pace_readout",
    "paced",
    "padded_range",
    "palette",
    "parameter_sections",
    "path_marks",
    "picture_pixels",
    "pit_mark",
    "pits_in_words",
    "plated",
    "probes",
    "quiet_pace",
    "race",
    "race_in_words",
    "rate_in_words",
    "reached_valleys",
    "repeated_in_words",
    "reshaped",
    "resized",
    "rest_readouts",
    "rise",
    "rmsprop_average",
    "round_levels",
    "round_turn",
    "rule_colors",
    "rule_scores",
    "run_letters",
    "run_near",
    "run_panels",
    "run_table",
    "sampled",
    "scale_note",
    "search_in_words",
    "set_off_in_turn",
    "short",
    "sight_downhill",
    "single_step",
    "slope_tags",
    "slopes_alike",
    "slopes_in_words",
    "some_of",
    "space_around",
    "space_from_above",
    "space_over",
    "spoken_verdict",
    "spot_name",
    "spread_over",
    "stacked_in_parts",
    "stage_below_legend",
    "stages",
    "stained",
    "starts_around",
    "stay_on_screen",
    "staying",
    "steepest",
    "step_bills",
    "step_count",
    "steps_a_second",
    "steps_by_condition",
    "steps_in_words",
    "steps_past_turn",
    "stretched_window",
    "swing_sight",
    "swinging_run",
    "told_arrival",
    "told_everywhere",
    "told_of_race",
    "told_scales",
    "told_top",
    "trail_and_ball",
    "turn_mark",
    "turn_sight",
    "turn_to_wall",
    "two_columns",
    "typography",
    "under",
    "undyed",
    "usual_heights",
    "valley_color",
    "valley_cuts",
    "valley_letter",
    "valley_levels",
    "valley_name",
    "valley_races",
    "valley_range",
    "valley_sights",
    "verdict",
    "way_down",
    "widened",
    "window_with_arrows",
    "with_leader",
    "without_kinks",
    "worked_step",
    "worked_update",
]
