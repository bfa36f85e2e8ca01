//! `parquet`: the tables of mentions and claims as columns, for DuckDB, Spark and pandas. Written only.
//!
//! Apache Parquet, version 1 of the file format: one row group, a page for each column, plain encoding,
//! not compressed; words are UTF-8 strings, offsets 64-bit integers, empty cells null. That is the part of
//! the format that every reader has, and small enough to be written here without a library.

mod thrift;

use super::loss::Loss;
use super::names::export_stem;
use super::selection::View;
use super::sheets::{self, Sheet};
use super::table::{Format, FormatError, Layout, OutFile, RejectedMarks};
use crate::model::OffsetUnit;
use thrift::Struct;

pub(super) const FORMAT: Format = Format {
    id: "parquet",
    name: "Parquet",
    extensions: &["parquet"],
    media_type: "application/vnd.apache.parquet",
    offset_unit: Some(OffsetUnit::CodePoints),
    layout: Layout::Folder,
    losses: &[
        Loss::Title,
        Loss::Text,
        Loss::Origin,
        Loss::DocumentNotes,
        Loss::Schema,
        Loss::Rules,
        Loss::History,
        Loss::UnmentionedEntities,
        Loss::Dangling,
        Loss::LinkDetails,
        Loss::Review,
        Loss::Rejected,
    ],
    rejected: RejectedMarks::LeftOut,
    writer: Some(write),
    reader: None,
    sniff: None,
};

const MAGIC: &[u8] = b"PAR1";

// Numbers of the enumerations in parquet.thrift.
const INT64: i32 = 2;
const BYTE_ARRAY: i32 = 6;
const OPTIONAL: i32 = 1;
const UTF8: i32 = 0;
const PLAIN: i32 = 0;
const RLE: i32 = 3;
const UNCOMPRESSED: i32 = 0;
const DATA_PAGE: i32 = 0;

fn write(view: &View<'_>) -> Result<Vec<OutFile>, FormatError> {
    let stem = export_stem(view);
    let sheets = [sheets::mentions(view), sheets::claims(view)];
    let files = sheets.iter().map(|sheet| OutFile {
        name: format!("{stem}-{}.parquet", sheet.name),
        bytes: file(sheet),
    });
    Ok(files.collect())
}

/// A column as it lies in the file.
struct Chunk {
    offset: usize,
    bytes: usize,
}

fn file(sheet: &Sheet) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    let mut chunks = Vec::new();
    for column in 0..sheet.columns.len() {
        let offset = bytes.len();
        page(sheet, column, &mut bytes);
        chunks.push(Chunk {
            offset,
            bytes: bytes.len() - offset,
        });
    }
    let start = bytes.len();
    footer(sheet, &chunks).write(&mut bytes);
    let length = (bytes.len() - start) as u32;
    bytes.extend(length.to_le_bytes());
    bytes.extend(MAGIC);
    bytes
}

/// A page: its header, a bit for each cell that says whether it is there, and the values.
fn page(sheet: &Sheet, column: usize, out: &mut Vec<u8>) {
    let cells = || sheet.rows.iter().map(|row| row[column].as_str());
    let mut body = Vec::new();
    let levels = levels(cells().map(|cell| !cell.is_empty()));
    body.extend((levels.len() as u32).to_le_bytes());
    body.extend(levels);
    for cell in cells().filter(|cell| !cell.is_empty()) {
        if sheets::is_number(sheet.columns[column]) {
            // Columns of numbers hold numbers and nothing else.
            let number: i64 = cell.parse().unwrap_or_default();
            body.extend(number.to_le_bytes());
        } else {
            body.extend((cell.len() as u32).to_le_bytes());
            body.extend(cell.as_bytes());
        }
    }
    let size = body.len() as i32;
    let mut data = Struct::new();
    data.int(1, sheet.rows.len() as i32);
    for (field, encoding) in [(2, PLAIN), (3, RLE), (4, RLE)] {
        data.int(field, encoding);
    }
    let mut header = Struct::new();
    header.int(1, DATA_PAGE);
    header.int(2, size);
    header.int(3, size);
    header.structure(5, data);
    header.write(out);
    out.extend(body);
}

/// Bits in groups of eight, as one bit-packed run of the hybrid encoding.
fn levels(present: impl Iterator<Item = bool>) -> Vec<u8> {
    let mut packed: Vec<u8> = Vec::new();
    for (nth, is_there) in present.enumerate() {
        if nth % 8 == 0 {
            packed.push(0);
        }
        if let Some(last) = packed.last_mut() {
            *last |= u8::from(is_there) << (nth % 8);
        }
    }
    let mut run = Vec::new();
    thrift::unsigned((packed.len() as u64) << 1 | 1, &mut run);
    run.extend(packed);
    run
}

fn footer(sheet: &Sheet, chunks: &[Chunk]) -> Struct {
    let mut root = Struct::new();
    root.text(4, "schema");
    root.int(5, sheet.columns.len() as i32);
    let mut schema = vec![root];
    schema.extend(sheet.columns.iter().map(|name| {
        let mut element = Struct::new();
        element.int(1, physical(name));
        element.int(3, OPTIONAL);
        element.text(4, name);
        if physical(name) == BYTE_ARRAY {
            element.int(6, UTF8);
        }
        element
    }));
    let columns = sheet.columns.iter().zip(chunks).map(|(name, chunk)| {
        let mut meta = Struct::new();
        meta.int(1, physical(name));
        meta.ints(2, &[PLAIN, RLE]);
        meta.texts(3, &[name]);
        meta.int(4, UNCOMPRESSED);
        meta.long(5, sheet.rows.len() as i64);
        meta.long(6, chunk.bytes as i64);
        meta.long(7, chunk.bytes as i64);
        meta.long(9, chunk.offset as i64);
        let mut column = Struct::new();
        column.long(2, chunk.offset as i64);
        column.structure(3, meta);
        column
    });
    let mut group = Struct::new();
    group.structures(1, columns.collect());
    group.long(2, chunks.iter().map(|chunk| chunk.bytes as i64).sum());
    group.long(3, sheet.rows.len() as i64);
    let groups = if sheet.rows.is_empty() {
        vec![]
    } else {
        vec![group]
    };
    let mut footer = Struct::new();
    footer.int(1, 1);
    footer.structures(2, schema);
    footer.long(3, sheet.rows.len() as i64);
    footer.structures(4, groups);
    footer.text(6, concat!("claimdesk ", env!("CARGO_PKG_VERSION")));
    footer
}

fn physical(column: &str) -> i32 {
    match sheets::is_number(column) {
        true => INT64,
        false => BYTE_ARRAY,
    }
}
