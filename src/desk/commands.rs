//! The one place from which commands leave the desk.

use super::Desk;
use super::outgoing::place_of;
use crate::backend::{CommandError, Sent, chance};
use desk_contract::id::CommandId;
use desk_contract::{Command, Timestamp};
use leptos::prelude::{GetUntracked, WithValue};
use std::rc::Rc;

impl Desk {
    /// An id for something new, made at the moment of the click, so that a repeat is known as one:
    /// `desk.new_id(TaskId::new)`.
    pub(crate) fn new_id<Id>(self, make: fn(Timestamp, [u8; 10]) -> Id) -> Id {
        make(self.clock.get_untracked(), chance::ten_bytes())
    }

    /// Sends a command; what follows from it is shown at once and comes back as news. Well done is also what lies
    /// safely on this device until somebody answers.
    pub(crate) async fn send(self, command: Command) -> Result<(), CommandError> {
        self.send_as(self.new_id(CommandId::new), command).await.map(drop)
    }

    /// The same under an id by which whoever sends it knows what follows from it.
    pub(super) async fn send_as(self, id: CommandId, command: Command) -> Result<Sent, CommandError> {
        let place = place_of(&command);
        self.expect(id, self.clock.get_untracked(), command.clone());
        let answer = self.backend().send(id, command).await;
        // Whoever hears the answer sees what followed.
        let incoming = self.inner.with_value(|inner| Rc::clone(&inner.incoming));
        incoming.take_in();
        self.expects_after(id, &answer);
        if let Some(place) = place.filter(|_| answer.as_ref().is_ok_and(|sent| sent.is_done())) {
            self.has_arrived(place);
        }
        answer
    }
}
