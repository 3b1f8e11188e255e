import sys


def records(n):
    xs = []
    seed = 1
    i = 0
    while i < n:
        seed = (seed * 1103515245 + 12345) % 2147483648
        xs.append({"host": f"10.0.{seed % 97}.{i % 251}", "port": seed % 65536, "size": seed % 5003})
        i += 1
    return xs


def once(xs):
    low = [r for r in xs if r["port"] < 32768]
    short = [{"host": r["host"], "size": r["size"] * 2 + 1} for r in low]
    ordered = sorted(short, key=lambda r: r["size"])
    groups = {}
    for r in ordered:
        groups.setdefault(r["host"], []).append(r)
    return ordered[0]["size"] + len(groups) + sum(r["size"] for r in short)


def run(xs, rounds):
    total = 0
    i = 0
    while i < rounds:
        total += once(xs)
        i += 1
    return total


print(run(records(200000), int(sys.argv[1])))
