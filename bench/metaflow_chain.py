"""Ten trivial steps, the peer of bench/chain.ts."""

from metaflow import FlowSpec, step


class ChainFlow(FlowSpec):
    @step
    def start(self):
        self.next(self.validate)

    @step
    def validate(self):
        self.next(self.drift)

    @step
    def drift(self):
        self.next(self.merge)

    @step
    def merge(self):
        self.next(self.featurize)

    @step
    def featurize(self):
        self.next(self.train)

    @step
    def train(self):
        self.next(self.gate)

    @step
    def gate(self):
        self.next(self.register)

    @step
    def register(self):
        self.next(self.end)

    @step
    def end(self):
        pass


if __name__ == "__main__":
    ChainFlow()
