#!/usr/bin/env python3
"""Figures of the methods by an independent route: Python's decimals with fifty digits, the formulas written anew.

Writes vectors.json beside itself; the test suite compares the program's figures with it. Run it after changing a formula.
"""

import json
from datetime import date
from decimal import Decimal as D, getcontext
from pathlib import Path

getcontext().prec = 50


def linear(points, goal, goal_year, up, strict):
    """Share of the way over share of the days, from the end of the first year to the end of the goal's."""
    (t0, y0), (t, y) = points[0], points[-1]
    done = (y - y0) / (goal - y0)
    days = (date(t, 12, 31) - date(t0, 12, 31)).days
    whole = (date(goal_year, 12, 31) - date(t0, 12, 31)).days
    pace = done * whole / days
    if met(y, goal, up, strict):
        return pace, "已完成"
    for limit, word in ((D("1.05"), "快于时序"), (D("0.95"), "符合时序"), (D("0.60"), "略滞后"), (D(0), "滞后")):
        if pace >= limit:
            return pace, word
    return pace, "倒退"


def growth_ratio(points, goal, goal_year, up, strict):
    """Yearly rate reached over yearly rate needed."""
    (t0, y0), (t, y) = points[0], points[-1]
    if y0 <= 0 or goal <= 0 or y < 0 or y0 == goal:
        return None, None
    reached = (y / y0) ** (D(1) / D(t - t0)) - 1 if y else D(-1)
    needed = (goal / y0) ** (D(1) / D(goal_year - t0)) - 1
    ratio = (1 if up else -1) * reached / abs(needed)
    if met(y, goal, up, strict):
        return None, "已完成"
    for limit, word in ((D("0.95"), "符合时序"), (D("0.60"), "略滞后"), (D(0), "滞后")):
        if ratio >= limit:
            return ratio, word
    return ratio, "倒退"


def projection(points, goal, goal_year, up, strict):
    """Share of the remaining way missed if the mean of the last five yearly changes goes on."""
    if len(points) < 4:
        return None, None
    t, y = points[-1]
    if met(y, goal, up, strict):
        return None, "已完成"
    if y == goal:
        return None, None
    window = [(a, v) for a, v in points if a >= t - 5]
    mean = (y - window[0][1]) / D(t - window[0][0])
    missed = (goal - (y + mean * (goal_year - t))) / (goal - y)
    if mean * (goal - y) < 0:
        return missed, "倒退"
    return missed, "符合时序" if missed < D("0.05") else "略滞后" if missed <= D("0.20") else "滞后"


def met(value, goal, up, strict):
    if up:
        return value > goal if strict else value >= goal
    return value < goal if strict else value <= goal


# Baseline and yearly values, goal and its year, whether the goal itself does not meet it.
CASES = [
    # The method's own examples.
    ([(2020, "100"), (2024, "170")], "200", 2025, False),
    ([(2020, "100"), (2023, "160")], "200", 2025, False),
    ([(2020, "100"), (2021, "115")], "200", 2025, False),
    ([(2020, "0.60"), (2023, "0.56")], "0.50", 2025, False),
    ([(2020, "100"), (2023, "95")], "200", 2025, False),
    ([(2020, "100"), (2021, "115"), (2022, "140"), (2023, "160"), (2024, "170")], "200", 2025, False),
    # It calls a thirtyfold rise to 3 of 10 on track.
    ([(2020, "0.1"), (2023, "3")], "10", 2025, False),
    # Met, just not met, exactly on a strict goal.
    ([(2020, "14"), (2024, "30")], "30", 2025, False),
    ([(2020, "5"), (2021, "6"), (2022, "7"), (2023, "7"), (2024, "8")], "8", 2025, True),
    ([(2020, "14"), (2024, "29")], "30", 2025, False),
    # Falling values, going back, standing still, from zero, to zero.
    ([(2020, "4.0"), (2021, "3.9"), (2022, "3.7"), (2023, "3.6"), (2024, "3.55")], "3.2", 2025, False),
    ([(2020, "50"), (2021, "48"), (2022, "47"), (2023, "45"), (2024, "44")], "60", 2025, False),
    ([(2020, "20"), (2021, "20"), (2022, "20"), (2023, "20"), (2024, "20")], "25", 2025, False),
    ([(2020, "0"), (2021, "150"), (2022, "290"), (2023, "430"), (2024, "640")], "600", 2025, False),
    ([(2020, "0"), (2021, "1"), (2022, "2"), (2023, "3"), (2024, "4")], "10", 2025, False),
    ([(2020, "12"), (2024, "0")], "40", 2025, False),
    ([(2020, "-2"), (2021, "-1"), (2022, "1"), (2023, "2"), (2024, "3")], "6", 2025, False),
    # A year missing, more than five years, decimals, large numbers.
    ([(2020, "28"), (2021, "30.5"), (2023, "34"), (2024, "36.8")], "40", 2025, False),
    ([(2015, "10"), (2016, "30"), (2017, "31"), (2018, "32"), (2019, "33"), (2020, "34"), (2021, "35")], "45", 2025, False),
    ([(2020, "2.31"), (2021, "2.40"), (2022, "2.47"), (2023, "2.55"), (2024, "2.63")], "2.8", 2025, True),
    ([(2020, "2954.6"), (2021, "3507.2"), (2022, "3986.7"), (2023, "4432.1"), (2024, "4919.36")], "5000", 2025, True),
    ([(2020, "1"), (2021, "2"), (2022, "4"), (2023, "8"), (2024, "9.5")], "10", 2025, False),
]

vectors = []
for points, goal, goal_year, strict in CASES:
    series = [(year, D(value)) for year, value in points]
    up = series[0][1] < D(goal)
    vector = {"points": points, "goal": goal, "goal_year": goal_year, "strict": strict}
    for key, method in (("linear", linear), ("growth-ratio", growth_ratio), ("projection", projection)):
        figure, status = method(series, D(goal), goal_year, up, strict)
        vector[key] = {"figure": None if figure is None else f"{figure:.9f}", "status": status}
    vectors.append(vector)

path = Path(__file__).with_name("vectors.json")
path.write_text(json.dumps(vectors, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
