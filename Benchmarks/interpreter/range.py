import sys


def sums(n):
    s = 0
    for i in range(1, n + 1):
        if i % 3 == 0:
            s += i
        else:
            s -= 1
    return s


def run(rounds):
    total = 0
    for _ in range(rounds):
        total += sums(2000000)
    return total


print(run(int(sys.argv[1])))
