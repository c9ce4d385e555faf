// Package column writes an incident log as one Apache Arrow IPC file, which the page reads as it lies and any data tool
// opens, and reads it back.
//
// The file is not compressed and holds one record batch, sorted by creationtime, with these columns:
//
//	creationtime      timestamp[ms, UTC]
//	recentreporttime  timestamp[ms, UTC], null where it is not known
//	services          dictionary of text: the names of an incident's services, joined by "; "
//	state             dictionary of text: open, inprogress, closed, in this order
//	stage             dictionary of text: prd, stg, in this order
//	id                text, null where a row has none; the column is there only where a row has one
//
// The indexes of services are 16 bits wide, or 32 where it has more than 32,767 entries; those of state and stage are 8;
// all are signed, as the format recommends. The body begins at a multiple of 8 bytes, and so does each buffer in it, so
// that views of a file that lies at such an address need no copy.
//
// The metadata of the schema say which services an entry of the column services stands for: isserviceup.services is a
// JSON list of names, isserviceup.cells one of lists of indexes into it, one for each entry. isserviceup.version is "1".
//
// Source: https://arrow.apache.org/docs/format/Columnar.html#ipc-file-format
package column
