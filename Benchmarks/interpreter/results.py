import sys


class Row:
    __slots__ = ("host", "number", "state", "reason", "rtt")

    def __init__(self, host, number, state, reason, rtt):
        self.host = host
        self.number = number
        self.state = state
        self.reason = reason
        self.rtt = rtt


def state(port):
    if port <= 1000 or 8000 <= port <= 9000:
        return "open", "syn-ack"
    if 20000 <= port <= 29999:
        return "filtered", "no-response"
    return "closed", "reset"


def results():
    return [Row(f"10.0.0.{host}", port, *state(port), 0) for host in range(16) for port in range(1, 65536)]


def once(rows):
    low = [p for p in rows if p.number < 32768 and p.state == "closed"]
    numbers = [p.number * 2 + 1 for p in low]
    ordered = sorted(low, key=lambda p: 0 - p.number)
    groups = {}
    for p in ordered:
        groups.setdefault(p.host, []).append(p)
    return ordered[0].number + len(groups) + sum(numbers)


def run(rows, rounds):
    total = 0
    for _ in range(rounds):
        total += once(rows)
    return total


rows = results()
print(run(rows, int(sys.argv[1])) + len(rows))
