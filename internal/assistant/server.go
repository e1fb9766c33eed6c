// Package assistant offers the use cases as tools to AI assistants, over the Model Context Protocol. Every tool only reads: nothing that an
// assistant does here changes a network. Answers are cut to their first rows, because an assistant reads all of them; they say so.
package assistant

import (
	"context"
	"log/slog"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/pkg/fault"
)

// Desk answers the tools' questions: the use cases, or a server.
type Desk interface {
	Networks(context.Context) (*app.NetworkList, error)
	Network(ctx context.Context, name string) (*app.NetworkDetail, error)
	Actors(context.Context, app.ActorsRequest) (*app.ActorPage, error)
	Actor(ctx context.Context, network, id string) (*app.ActorCard, error)
	Metrics(context.Context, app.MetricsRequest) (*app.MetricsResult, error)
	Gaps(context.Context, app.GapsRequest) (*app.GapsResult, error)
	Lists(context.Context, app.ListsRequest) (*app.ListsResult, error)
	Bridges(context.Context, app.BridgesRequest) (*app.BridgesResult, error)
	Diff(context.Context, app.DiffRequest) (*app.DiffResult, error)
}

// instructions tell an assistant what it has before it.
const instructions = `Sillat analyses networks of actors (organisations, municipalities, people) that work in separate silos.
A silo dimension is an actor attribute such as silo_sector or region; describe_network lists the dimensions. A gap is a pair of silos that work together
less than chance would have it; a bridge is a proposed new tie. Begin with list_networks and describe_network. Every figure comes with the record of
its run (version, revision, parameters, seed); cite figures as they are and do not guess others.`

// Options are what a server of tools is made of.
type Options struct {
	Desk    func(network string) Desk // answers for a network; "" is for what is about none
	Version string
	Log     *slog.Logger
}

// New makes the server of tools. It runs over any of the protocol's transports.
func New(o Options) *mcp.Server {
	s := mcp.NewServer(&mcp.Implementation{Name: "sillat", Title: "Sillat", Version: o.Version}, &mcp.ServerOptions{Instructions: instructions})
	add(s, o, "list_networks", "List the networks", "Lists the stored networks with their sizes and revisions.", listNetworks)
	add(s, o, "describe_network", "Describe a network", "Tells a network's size, its tie types and its silo dimensions with the silos of each. Call it first: other tools need the name of a dimension.", describeNetwork)
	add(s, o, "find_gaps", "Find gaps", "Ranks pairs of silos by what is missing between them, compared with chance, and lists who is cut off and who alone holds others together.", findGaps)
	add(s, o, "plan_bridges", "Plan bridges", "Proposes new ties between silos that together bring them closest, each with a reason, gain and plausibility. May take a minute on a large network.", planBridges)
	add(s, o, "make_lists", "Make ready-made lists", "Makes lists for coordinators: whom to invite, who is a single point of failure, who lacks a funder, national actors without regional ties, and others. Each says what it is for and what to do.", makeLists)
	add(s, o, "find_actors", "Find actors", "Finds actors by a part of their name or id.", findActors)
	add(s, o, "show_actor", "Show an actor", "Shows one actor: its attributes, ties and activities.", showActor)
	add(s, o, "compute_metrics", "Compute metrics", "Computes network metrics and returns the actors with the highest scores. list_metrics tells which metrics there are.", computeMetrics)
	add(s, o, "list_metrics", "List the metrics", "Lists the metrics with their meaning.", listMetrics)
	add(s, o, "compare_times", "Compare two times", "Compares a network at two dates or revisions: which actors and ties came and went, and the headline figures before and after.", compareTimes)
	return s
}

// tool answers one question.
type tool[In any] func(ctx context.Context, desk Desk, in In) (any, error)

// about is what every question about a network begins with.
type about interface{ network() string }

// add registers a tool that only reads.
func add[In any](s *mcp.Server, o Options, name, title, description string, do tool[In]) {
	closed := false
	t := &mcp.Tool{
		Name: name, Title: title, Description: description,
		Annotations: &mcp.ToolAnnotations{Title: title, ReadOnlyHint: true, IdempotentHint: true, OpenWorldHint: &closed},
	}
	mcp.AddTool(s, t, func(ctx context.Context, _ *mcp.CallToolRequest, in In) (*mcp.CallToolResult, any, error) {
		network := ""
		if q, ok := any(in).(about); ok {
			network = q.network()
		}
		out, err := do(ctx, o.Desk(network), in)
		if err == nil {
			return nil, out, nil
		}
		if fault.CodeOf(err) == fault.Internal && o.Log != nil {
			o.Log.Error("a tool failed", "tool", name, "error", err)
		}
		return nil, nil, fault.New(fault.CodeOf(err), "%s", fault.MessageOf(err))
	})
}
