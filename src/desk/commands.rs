//! The one place from which commands leave the desk.

use super::Desk;
use crate::backend::{CommandError, chance};
use desk_contract::Command;
use desk_contract::id::CommandId;
use leptos::prelude::GetUntracked;

impl Desk {
    /// Sends a command; what follows from it comes back as news.
    pub(crate) async fn send(self, command: Command) -> Result<(), CommandError> {
        let id = CommandId::new(self.clock.get_untracked(), chance::ten_bytes());
        self.backend().send(id, command).await
    }
}
