package notice

// Who does not count, and what has no silo.
var (
	LeftOut          = Kind{"left-out", "left out: actors without a value of {dimension} ({actors})"}
	Outsiders        = Kind{"outsiders", "actors without a value of {dimension} count as outsiders of every silo ({actors})"}
	EndsLeftOut      = Kind{"ends-left-out", "left out: ends of ties at actors without a value of {dimension} ({ends})"}
	TiesLeftOut      = Kind{"ties-left-out", "left out: ties to actors without a value of {dimension} ({ties})"}
	Unassigned       = Kind{"unassigned", "{without} of {actors} actors have no {dimension}; they are in no pair, but count as chance partners and as steps on paths"}
	UnassignedWithin = Kind{"unassigned-within", "{without} of {actors} actors have no {dimension} within {within}; they are in no pair, but count as chance partners and as steps on paths"}
	Unbridged        = Kind{"unbridged", "{without} of {actors} actors have no {dimension}: paths may pass them, but no pair and no bridge ends at them"}
	NothingToBridge  = Kind{"nothing-to-bridge", "no two actors are in different silos, so there is nothing to bridge"}
)

// Which ties and activities were chosen, and how they were read.
var (
	DirectionsIgnored = Kind{"directions-ignored", "{directed} of {all} collaborations are marked directed; since the other ties have no direction, all are read without"}
	DirectionsDiffer  = Kind{"directions-differ", "one of the two has directed ties and the other has not; both are read without directions"}
	LargeActivity     = Kind{"large-activity", `activity "{activity}" has {participants} participants and ties {pairs} pairs; most of them may never have met`}
	Undated           = Kind{"undated", "{undated} activities and collaborations have no start; a history cannot use them"}
	Loops             = Kind{"loops", "ties of an actor with itself are left out: {ties}"}
	ParallelDistances = Kind{"parallel-distances", "distances of parallel ties are added up, which puts a pair that is tied twice farther apart: {ties} ties are parallel to another"}
	ZeroTies          = Kind{"zero-ties", "{ties} ties of weight zero were not walked: as a strength zero means no tie, and a distance of zero has no inverse"}
	NoActor           = Kind{"no-actor", "no actor satisfies all conditions"}
	NoTie             = Kind{"no-tie", "no tie is selected: none has the chosen types and dates between the chosen actors"}
	NoActivities      = Kind{"no-activities", "the network has no activities, so nobody takes part in any"}
	SilosOnly         = Kind{"silos-only", "this link shows silos only: lists of single actors are left out"}
	GapsCut           = Kind{"gaps-cut", "of {pairs} pairs of silos the first {first} are here and those among the {largest} largest silos; over HTTP top=0 gives all"}
	PairsCut          = Kind{"pairs-cut", "of {pairs} pairs of silos the map tells the {first} with the most ties between them, or the most to be expected; over HTTP pairs=0 gives all"}
)

// What chance and history can and cannot tell.
var (
	Crowded = Kind{"crowded", "the network is dense: chance as modelled gives {percent} % of its weight to pairs that cannot be (an actor with itself, or one tie twice), " +
		"so it expects too much between silos of well-connected actors and too little between others; the null model swaps has no such pairs"}
	CoarseDraws = Kind{"coarse-draws", "{draws} draws count p-values down to {smallest}, too coarse to call one gap among {pairs} pairs certain; " +
		"p of the rarest weights comes from a distribution fitted to the draws"}
	ThinHistory = Kind{"thin-history", "only {ties} new ties of {actors} actors in the last {days} days of the history: nothing can be learnt from so few " +
		"(at least {fewest_ties} of {fewest_actors} are needed); plausibility is a prior's"}
	FewFinders      = Kind{"few-finders", "only {actors} actors found a new partner that counts (at least {fewest_actors} are needed): the probabilities are those of all pairs"}
	UntestedHistory = Kind{"untested-history", "the history holds no earlier period to hold the probabilities of the last {days} days against; take them for an order"}
	ShortHistory    = Kind{"short-history", "the history is so short that probabilities speak of {days} days, less than a year, and were learnt from other months than those to come; take them for an order"}
	UnsteadyHistory = Kind{"unsteady-history", "who found new partners in the last {days} days of the history found {partners} each, and in the period {days_earlier} days earlier {partners_before}; " +
		"if the time to come differs as much again, the probabilities of suggestions are wrong by {error} on average"}
	NoLaterTie = Kind{"no-later-tie", "no actor known before {date} has a new partner later: nothing can be compared"}
)

// What a sandbox's edits do not do.
var (
	MeetInLarger = Kind{"meet-in-larger", "{source},{target} also meet in larger activities: the tie is gone as a step on paths, the activities keep their weight between silos; " +
		"remove an activity to remove it all"}
	TiedAlready = Kind{"tied-already", "{source},{target} have a tie already; another changes only its weight"}
)

// What is an estimate.
var (
	DistancesSampled = Kind{"distances-sampled", "mean distance and harmonic closeness are estimated from {sampled} of {actors} actors (seed {seed}), " +
		"distances with standard errors; everything else is exact"}
	DistancesAndPairsSampled = Kind{"distances-and-pairs-sampled", "mean distance, harmonic closeness and the number of unreachable pairs are estimated from {sampled} of {actors} actors " +
		"(seed {seed}), distances with standard errors; everything else is exact"}
	ScoresSampled = Kind{"scores-sampled", "estimated from the distances to {sampled} drawn actors: with probability {probability} no score is off by more than {error}; method exact takes all"}
	MeansSampled  = Kind{"means-sampled", "estimated from the distances of {sampled} drawn actors: with probability {probability} the mean distance is not off by more than {error}, " +
		"and the efficiency by more than {efficiency_error}; method exact takes all"}
	PathsSampled = Kind{"paths-sampled", "estimated from the shortest paths of {sampled} drawn pairs: with probability {probability} no score is off by more than {error} pairs, " +
		"which is {share} of all"}
	PlacesSampled = Kind{"places-sampled", "estimated from the shortest paths of {sampled} drawn pairs: the order of the first {places} places is right with probability {probability}"}
	GainsSampled  = Kind{"gains-sampled", "gains are estimated from {sampled} of {actors} actors; intervals hold for 95 % of samples"}
	GainsDrawn    = Kind{"gains-drawn", "gains are estimates: distances were measured from {sampled} of {actors} actors, drawn with the seed"}
	GainsLeftOut  = Kind{"gains-left-out", "gains of {pairs} pairs in a network of {actors} actors are too much work and are left out; ask for fewer actors"}
	ReachLeftOut  = Kind{"reach-left-out", "reach and mean distance are left out: {actors} actors times {ties} ties is more than {most}"}
	TiedPairsOnly = Kind{"tied-pairs-only", "communities have more than {most} pairs of actors: only pairs that have a tie were compared"}
)

// What was stopped, or is not proven the best.
var (
	RanksUnfinished     = Kind{"ranks-unfinished", "stopped after {iterations} iterations, when the scores still changed by {change} in sum; raise max-iterations or tolerance"}
	VectorUnfinished    = Kind{"vector-unfinished", "stopped after {iterations} iterations with a residual of {residual}; raise max-iterations or tolerance"}
	LabelsUnfinished    = Kind{"labels-unfinished", "stopped after {rounds} rounds while labels still changed; raise rounds"}
	ConsensusUnfinished = Kind{"consensus-unfinished", "the divisions were not all the same after {rounds} rounds; the first one of the last round is given"}
	NoCircle            = Kind{"no-circle", "the network has no circle of ties that carry anything, so the largest eigenvalue is 0 and every score is 0"}
	SmallWorldUndefined = Kind{"small-world-undefined", "undefined: the random network of as many actors and ties has a mean degree of 1 or less, or there is no tie at all"}
	SetNotProven        = Kind{"set-not-proven", "the set of {actors} is a heuristic's: greedy with exchange, not proven the best"}
	SetWithinBound      = Kind{"set-within-bound", "the set of {actors} is a heuristic's: greedy with exchange, at least 63 % of the best reach"}
)

// Why there is less than was asked for.
var (
	FewSeeds       = Kind{"few-seeds", "{actors} actors are chosen, not {asked}: nobody else may be, or adds anything in any draw"}
	DrawsSpent     = Kind{"draws-spent", "memory for more draws is used up; the choice may be better than the guarantee says"}
	NoSpread       = Kind{"no-spread", "nobody adopts unless {contacts} contacts have, and {start} start: nothing can pass on"}
	FewBridges     = Kind{"few-bridges", "{bridges} of {asked} bridges: the limits and the ties there are leave no more pairs"}
	QuotaUnmet     = Kind{"quota-unmet", "only {bridges} bridges, of at least {asked}, have an end with {dimension} {silo}: no pair is left that the limits allow"}
	FewBrokers     = Kind{"few-brokers", "{brokers} of {asked} brokers: nobody else would bring contacts of two silos nearer, nobody is named twice, and at most {most} for the same two silos"}
	NobodyToInvite = Kind{"nobody-to-invite", "nobody to invite: no tie between two silos would bring anybody nearer"}
	FewGuests      = Kind{"few-guests", "{guests} of {asked} guests: nobody else would bring actors of different silos nearer"}
)

// All returns every kind, so that tests can hold each to having words in every language.
func All() []Kind {
	return []Kind{
		LeftOut, Outsiders, EndsLeftOut, TiesLeftOut, Unassigned, UnassignedWithin, Unbridged, NothingToBridge,
		DirectionsIgnored, DirectionsDiffer, LargeActivity, Undated, Loops, ParallelDistances, ZeroTies, NoActor, NoTie, NoActivities, SilosOnly, GapsCut, PairsCut,
		Crowded, CoarseDraws, ThinHistory, FewFinders, UntestedHistory, ShortHistory, UnsteadyHistory, NoLaterTie, MeetInLarger, TiedAlready,
		DistancesSampled, DistancesAndPairsSampled, ScoresSampled, MeansSampled, PathsSampled, PlacesSampled,
		GainsSampled, GainsDrawn, GainsLeftOut, ReachLeftOut, TiedPairsOnly,
		RanksUnfinished, VectorUnfinished, LabelsUnfinished, ConsensusUnfinished, NoCircle, SmallWorldUndefined, SetNotProven, SetWithinBound,
		FewSeeds, DrawsSpent, NoSpread, FewBridges, QuotaUnmet, FewBrokers, FewGuests, NobodyToInvite,
	}
}
