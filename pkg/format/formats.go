package format

// All lists every format, the surest to recognise first.
var All = []Format{
	XLSX,
	GraphML,
	GEXF,
	Pajek,
	NetDraw,
	UCINET,
	GML,
	EdgeList,
	CSV,
}
