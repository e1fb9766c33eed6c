package format

// All lists every format, the surest to recognise first.
var All = []Format{
	GraphML,
	EdgeList,
	CSV,
}
