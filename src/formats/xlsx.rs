//! `xlsx`: a workbook with the sheets `entities`, `mentions`, `claims` and `links`. Written only.
//!
//! Cells of words are strings of the workbook, which no spreadsheet takes for a formula; offsets and counts
//! are numbers. Control characters, which a workbook can't hold, become spaces, and a cell ends after
//! 32,767 characters, which is Excel's limit.

use std::borrow::Cow;

use rust_xlsxwriter::{Format as CellFormat, Workbook, XlsxError};

use super::loss::{Loss, is_control};
use super::names::export_stem;
use super::selection::View;
use super::sheets::{self, Sheet};
use super::table::{Format, FormatError, Layout, OutFile, RejectedMarks};
use crate::model::OffsetUnit;

pub(super) const FORMAT: Format = Format {
    id: "xlsx",
    name: "Excel workbook",
    extensions: &["xlsx"],
    media_type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    offset_unit: Some(OffsetUnit::CodePoints),
    layout: Layout::OneFile,
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
        Loss::Controls,
        Loss::LongCells,
        Loss::Review,
        Loss::Rejected,
    ],
    rejected: RejectedMarks::LeftOut,
    writer: Some(write),
    reader: None,
    sniff: None,
};

/// Characters of a cell, as Excel counts them: UTF-16 units.
pub(super) const MAX_CELL: usize = 32_767;
/// Width of a column of words, in characters.
const WIDE: f64 = 40.0;

fn write(view: &View<'_>) -> Result<Vec<OutFile>, FormatError> {
    let bytes = workbook(view).map_err(|error| FormatError::Writing {
        format: FORMAT.name,
        reason: error.to_string(),
    })?;
    let name = format!("{}.xlsx", export_stem(view));
    Ok(vec![OutFile { name, bytes }])
}

fn workbook(view: &View<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // A file that is made twice of the same has the same bytes.
    let moment = rust_xlsxwriter::ExcelDateTime::from_ymd(2000, 1, 1)?;
    let properties = rust_xlsxwriter::DocProperties::new().set_creation_datetime(&moment);
    workbook.set_properties(&properties);
    let head = CellFormat::new().set_bold();
    for sheet in [
        sheets::entities(view),
        sheets::mentions(view),
        sheets::claims(view),
        sheets::links(view),
    ] {
        write_sheet(&mut workbook, &sheet, &head)?;
    }
    workbook.save_to_buffer()
}

fn write_sheet(workbook: &mut Workbook, sheet: &Sheet, head: &CellFormat) -> Result<(), XlsxError> {
    let page = workbook.add_worksheet();
    page.set_name(sheet.name)?;
    page.set_freeze_panes(1, 0)?;
    let columns = || sheet.columns.iter().zip(0u16..);
    for (name, column) in columns() {
        page.write_string_with_format(0, column, *name, head)?;
        if ["quote", "paraphrase", "notes", "name", "title"]
            .iter()
            .any(|end| name.ends_with(end))
        {
            page.set_column_width(column, WIDE)?;
        }
    }
    for (row, cells) in (1u32..).zip(&sheet.rows) {
        for ((name, column), cell) in columns().zip(cells) {
            if cell.is_empty() {
                continue;
            }
            match cell.parse::<f64>() {
                Ok(number) if sheets::is_number(name) => page.write_number(row, column, number)?,
                _ => page.write_string(row, column, fitting(cell))?,
            };
        }
    }
    Ok(())
}

/// The words as far as a cell holds them.
fn fitting(cell: &str) -> Cow<'_, str> {
    // Bytes are at least as many as units.
    if cell.len() <= MAX_CELL && !cell.contains(is_control) {
        return Cow::Borrowed(cell);
    }
    let mut units = 0;
    let held = cell.chars().take_while(|character| {
        units += character.len_utf16();
        units <= MAX_CELL
    });
    held.map(|c| if is_control(c) { ' ' } else { c }).collect()
}
