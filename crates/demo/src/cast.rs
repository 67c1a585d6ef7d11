//! The cast: the people at both ends of every talk, and the seed they are drawn from.
//!
//! Owns: nothing; it keeps together what nearly everything here asks for. Never: the world.

use crate::chance::Chance;
use crate::clients::Clients;
use desk_contract::directory::Directory;

/// Who may take part.
#[derive(Clone, Copy)]
pub(crate) struct Cast<'a> {
    pub(crate) seed: Chance,
    pub(crate) directory: &'a Directory,
    pub(crate) clients: &'a Clients,
}
