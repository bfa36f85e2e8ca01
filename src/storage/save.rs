//! Project → text of the project file.

use super::checksum;
use super::schema::v1;
use crate::model::Project;

/// The whole file. The same project gives the same bytes; lines end with LF.
pub fn save(project: &Project) -> String {
    let mut source = v1::write(project);
    checksum::put(&mut source);
    source
}
