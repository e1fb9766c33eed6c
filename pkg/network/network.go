// Package network holds the words of the domain: actors, the collaborations between them, the activities they take
// part in, and the participations that say who took part in what and in which role.
//
// The words are plain values. Where they are kept is a store's business; what they mean as a graph is the projection's.
package network

// Actor is an organisation, unit, person, municipality or programme.
type Actor struct {
	ID         string            // external id, unique in its network
	Name       string            // for people; equals ID when the source has none
	Attributes map[string]string // kind, region, silo_sector …; a list is separated by ";". Never holds empty values
	Start, End Date              // when the actor exists in the world; zero when unknown
	Source     Source
}

// Collaboration is one relation between two actors; in analysis it is a tie.
type Collaboration struct {
	From, To   string // actor ids; for an undirected collaboration the order carries no meaning
	Type       string // "" when the source has none
	Directed   bool
	Weight     float64 // ≥ 0; 1 when the source has none. The selector says whether it means strength or distance
	Confidence float64 // 0–1, how sure the source is; 1 when it says nothing
	Start, End Date
	Source     Source
}

// Activity is a project, programme, event or innovation that several actors take part in.
type Activity struct {
	ID         string // unique in its network
	Title      string
	Attributes map[string]string // programme, themes, total_cost …
	Start, End Date
	Source     Source
}

// Participation is one actor's part in one activity.
type Participation struct {
	Actor, Activity string // ids
	Role            string // developer, funder, adopter, coordinator, partner …; "" when unknown
	Funding         Amount
	Start, End      Date // zero: those of the activity
	Source          Source
}

// Amount is a sum of money in the source's currency, or not known.
type Amount struct {
	Value float64
	Known bool
}

// Source says where a record came from.
type Source struct {
	File string // file name or client; "" when unknown
	Line int    // 1-based line or row; 0 when unknown
}

// Visitor takes a network record by record. Actors come before whatever names them.
// An error stops the walk and is returned by it unchanged.
type Visitor interface {
	Actor(Actor) error
	Activity(Activity) error
	Collaboration(Collaboration) error
	Participation(Participation) error
}

// PlaceVisitor is a Visitor that can also be told which of the actors it was given a collaboration is between, and so need not look
// two ids up for each of millions of them. Who walks knows the places or not; a PlaceVisitor takes both.
type PlaceVisitor interface {
	Visitor
	// Expect says, before all else, how much will come.
	Expect(Counts)
	// Tie takes one collaboration, between the actors that came as the from-th and the to-th, counted from 0. Its own From and To are
	// left empty.
	Tie(from, to int, t Collaboration) error
}

// Picture is a whole network in memory, as read from files or from a store.
type Picture struct {
	Actors         []Actor
	Activities     []Activity
	Collaborations []Collaboration
	Participations []Participation
}

// Walk hands every record to v, actors first.
func (p *Picture) Walk(v Visitor) error {
	for i := range p.Actors {
		if err := v.Actor(p.Actors[i]); err != nil {
			return err
		}
	}
	for i := range p.Activities {
		if err := v.Activity(p.Activities[i]); err != nil {
			return err
		}
	}
	for i := range p.Collaborations {
		if err := v.Collaboration(p.Collaborations[i]); err != nil {
			return err
		}
	}
	for i := range p.Participations {
		if err := v.Participation(p.Participations[i]); err != nil {
			return err
		}
	}
	return nil
}

// Collector is a Visitor that keeps everything it is given.
type Collector struct{ Picture Picture }

// Actor keeps one actor.
func (c *Collector) Actor(a Actor) error {
	c.Picture.Actors = append(c.Picture.Actors, a)
	return nil
}

// Activity keeps one activity.
func (c *Collector) Activity(a Activity) error {
	c.Picture.Activities = append(c.Picture.Activities, a)
	return nil
}

// Collaboration keeps one collaboration.
func (c *Collector) Collaboration(t Collaboration) error {
	c.Picture.Collaborations = append(c.Picture.Collaborations, t)
	return nil
}

// Participation keeps one participation.
func (c *Collector) Participation(p Participation) error {
	c.Picture.Participations = append(c.Picture.Participations, p)
	return nil
}
