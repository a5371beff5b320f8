"""Names made by chance from pieces that collide, and what writers do to them."""

import random

__all__ = ["NamePlay"]

PIECES = (
    "ab al ha mad mud san sain kim jong un ra h man y w z ou q ll li na fo shi x tch kh gh abdul".split()  # noqa: SIM905 # pieces read better in a row
)
WEAK = "al bin co ltd bank trading 1 77 j m de international mr abdul abd el ul van".split()  # noqa: SIM905 # as above
SCRIPTS = ("محمد", "الحسن", "عبد", "الرحمن", "عبدالله", "يوسف", "王小明", "海丰", "김정은", "Хасан", "רמז", "Μπούτος")
CHANGES = ("join", "part", "drop", "letter", "letter", "add")


class NamePlay:
    """A seeded writer of names over a vocabulary of its own."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)  # noqa: S311 # the same names each time, no secret
        self._vocabulary = [self._word() for _ in range(120)]

    def name(self) -> str:
        return " ".join(self._chance.choice(self._vocabulary) for _ in range(self._chance.randint(1, 5)))

    def names(self, count: int) -> list[str]:
        return [self.name() for _ in range(count)]

    def rewritten(self, name: str) -> str:
        """Change order, joints, letters and number of words a little."""
        words = name.split()
        if self._chance.random() < 0.3:
            self._chance.shuffle(words)
        for _ in range(self._chance.randint(1, 2)):
            self._change(words, self._chance.choice(CHANGES))
        return " ".join(words)

    def pick(self, names: list[str]) -> str:
        return self._chance.choice(names)

    def _word(self) -> str:
        kind = self._chance.random()
        if kind < 0.2:
            return self._chance.choice(WEAK)
        if kind < 0.3:
            return self._chance.choice(SCRIPTS)
        if kind < 0.4:
            return "".join(self._chance.choice("abdhilmnrsuy") for _ in range(self._chance.randint(1, 12)))
        return "".join(self._chance.choice(PIECES) for _ in range(self._chance.randint(1, 4)))

    def _change(self, words: list[str], change: str) -> None:
        place = self._chance.randrange(len(words))
        word = words[place]
        cut = self._chance.randint(0, len(word))
        if change == "join":
            words[place : place + 2] = ["".join(words[place : place + 2])]
        elif change == "part" and 0 < cut < len(word):
            words[place : place + 1] = [word[:cut], word[cut:]]
        elif change == "drop" and len(words) > 1:
            del words[place]
        elif change == "letter":
            words[place] = word[:cut] + self._chance.choice("aeiunrsdh") + word[cut + self._chance.randint(0, 1) :]
        elif change == "add":
            words.insert(place, self._chance.choice(self._vocabulary))
