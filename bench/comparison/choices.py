"""Arguments of the command line, with a clear word when they are wrong."""

import argparse


def choice_of(known):
    def parse_names(text):
        names = list(dict.fromkeys(text.split(",")))
        unknown = [name for name in names if name not in known]
        if unknown:
            raise argparse.ArgumentTypeError(f"no {unknown[0]!r}; there are {', '.join(known)}")
        return names
    return parse_names


def between(kind, least, most):
    def parse_number(text):
        number = kind(text)
        if not least <= number <= most:
            raise argparse.ArgumentTypeError(f"{text} is not between {least} and {most}")
        return number
    return parse_number
