import sys


def once(n):
    m = {}
    seed = 1
    for _ in range(n):
        seed = (seed * 1103515245 + 12345) % 2147483648
        k = seed % 1000003
        m[k] = m.get(k, 0) + 1
    most = 0
    for k, v in m.items():
        if v > most:
            most = v
    return len(m) + most


def run(rounds):
    total = 0
    for _ in range(rounds):
        total += once(1500000)
    return total


print(run(int(sys.argv[1])))
