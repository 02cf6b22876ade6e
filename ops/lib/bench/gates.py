"""Figures against thresholds, as the table and the JSON show them."""
import json

APART_MAX = 0.15  # the reference before and after; more, and the machine was not the same


def apart(before, after):
    return abs(before - after) / max(before, after, 1e-9)


class Gates:
    def __init__(self):
        self.rows = []

    def add(self, name, figure, rule, limit, unit="", steady=True):
        """rule: '>=', '<=', '<' or '=='. `steady`: whether what it was compared with stood still."""
        holds = {">=": figure >= limit, "<=": figure <= limit, "<": figure < limit, "==": figure == limit}[rule]
        digits = 0 if unit in ("MB", "s") or isinstance(limit, int) and rule == "==" else 2
        self.rows.append({"name": name,
                          "figure": round(float(figure), 4),
                          "threshold": f"{rule} {limit:.{digits}f} {unit}".strip(),
                          "verdict": ("holds" if holds else "short") if steady else "inconclusive",
                          "shown": f"{figure:.{digits}f} {unit}".strip()})

    def table(self):
        wide = max(len(row["name"]) for row in self.rows)
        lines = [f"{'gate':<{wide}}  {'figure':>11}  {'threshold':>12}  verdict"]
        for row in self.rows:
            lines.append(f"{row['name']:<{wide}}  {row['shown']:>11}  {row['threshold']:>12}  {row['verdict']}")
        return "\n".join(lines)

    def write(self, file):
        kept = ("name", "figure", "threshold", "verdict")
        with open(file, "w", encoding="utf-8") as out:
            json.dump({"gates": [{k: row[k] for k in kept} for row in self.rows]}, out, indent=2)
            out.write("\n")
