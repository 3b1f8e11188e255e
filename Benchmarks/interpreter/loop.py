import sys


def loop(n):
    s = 0
    i = 0
    while i < n:
        s = (s * 31 + i) % 1000003
        i += 1
    return s


def run(rounds):
    total = 0
    i = 0
    while i < rounds:
        total += loop(2000000)
        i += 1
    return total


print(run(int(sys.argv[1])))
