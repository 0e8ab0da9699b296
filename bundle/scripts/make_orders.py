"""Writes order files as they are delivered: monthly CSV files with the faults that real deliveries have.

The same arguments give the same files, byte for byte. The committed sample is `make_orders.py` without arguments;
a million rows are `make_orders.py --rows 1000000 --out /tmp/orders`.
"""

import argparse
import datetime
import pathlib
import random

HEADER = "order_id,customer_id,country,status,amount,ordered_on,updated_at"
MONTHS = 6
COUNTRIES = ["gb", "GB", "de", "DE", "fr", "nl"]
STATUSES = ["open", "Shipped", "shipped", "Cancelled", "returned"]


def pick(chance: random.Random, choices: list[str]) -> str:
    # Only random() promises the same numbers in every version of Python.
    return choices[int(chance.random() * len(choices))]


def order(chance: random.Random, number: int, month: int) -> list[str]:
    day = datetime.date(2026, month, 1 + int(chance.random() * 28))
    cents = 100 + int(chance.random() * 90_000)
    return [
        str(number),
        str(500 + int(chance.random() * 200)),
        pick(chance, COUNTRIES),
        pick(chance, STATUSES),
        f"{cents // 100}.{cents % 100:02}",
        day.isoformat(),
        f"{day.isoformat()} {int(chance.random() * 24):02}:{int(chance.random() * 60):02}:00",
    ]


def broken(chance: random.Random, row: list[str]) -> list[str]:
    row = list(row)
    field, value = [
        (0, ""),
        (3, "lost"),
        (4, f"-{row[4]}"),
        (4, "n/a"),
        (5, "2026-02-30"),
        (5, "soon"),
    ][int(chance.random() * 6)]
    row[field] = value
    return row


def updated(chance: random.Random, row: list[str], month: int) -> list[str]:
    cents = 100 + int(chance.random() * 90_000)
    at = f"2026-{month:02}-28 {23}:{int(chance.random() * 60):02}:{int(chance.random() * 60):02}"
    return [*row[:3], "shipped", f"{cents // 100}.{cents % 100:02}", row[5], at]


def deliver(rows: int, seed: int, out: pathlib.Path) -> None:
    chance = random.Random(seed)
    out.mkdir(parents=True, exist_ok=True)
    number = 1000
    late: list[list[str]] = []
    for month in range(1, MONTHS + 1):
        wanted = rows * month // MONTHS - rows * (month - 1) // MONTHS
        lines = [",".join(updated(chance, row, month)) for row in late[: wanted // 4]]
        late = []
        while len(lines) < wanted:
            number += 1
            row = order(chance, number, month)
            kind = chance.random()
            if kind < 0.05:
                row = broken(chance, row)
            elif kind < 0.10:
                late.append(row)
            lines.append(",".join(row))
            if 0.10 <= kind < 0.13 and len(lines) < wanted:
                lines.append(",".join(row))
        (out / f"orders_2026-{month:02}.csv").write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8", newline="\n")
    # Nothing was sold, so the shop's export wrote nothing, not even a header.
    (out / "orders_2026-05-holiday.csv").write_text("", encoding="utf-8")


if __name__ == "__main__":
    here = pathlib.Path(__file__).resolve().parent
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=360)
    parser.add_argument("--seed", type=int, default=20260101)
    parser.add_argument("--out", type=pathlib.Path, default=here.parent / "data" / "orders")
    arguments = parser.parse_args()
    deliver(arguments.rows, arguments.seed, arguments.out)
