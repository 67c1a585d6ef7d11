//! A stream of messages such as no contact centre has, to try how a desk bears it.
//!
//! Owns: who writes and what. Never: time; whoever asks says how many are due.
//!
//! Always: commands of the connector that `decide` grants, like all that clients write. Everybody's messages are
//! numbered from 1, so that one that is missed is seen.

use crate::Demo;
use crate::chance::Chance;
use desk_contract::appeal::Stage;
use desk_contract::command::ReceiveMessage;
use desk_contract::id::{AppealId, MessageId};
use desk_contract::listing::list_order;
use desk_contract::{Actor, Appeal, Recorded, Timestamp};

/// So many clients write, in turn.
const WRITERS: usize = 25;

/// Clients who write without a pause.
#[derive(Clone, Debug)]
pub struct Noise {
    writers: Vec<AppealId>,
    said: u64,
}

impl Noise {
    /// Those write who were answered last by the operator at this desk.
    #[must_use]
    pub fn of(demo: &Demo) -> Self {
        let me = demo.me();
        let can_write = |appeal: &&Appeal| {
            appeal.channel.carries_text()
                && matches!(appeal.stage, Stage::InWork { .. })
                && appeal.owner() == Some(me)
        };
        let mut writing: Vec<_> = demo.world().appeals().filter(can_write).collect();
        writing.sort_by_key(|appeal| list_order(appeal));
        Self { writers: writing.into_iter().take(WRITERS).map(|appeal| appeal.id).collect(), said: 0 }
    }

    /// Has clients write until `due` messages are said in all.
    pub fn until(&mut self, due: u64, demo: &mut Demo, now: Timestamp) -> Vec<Recorded> {
        let mut recorded = Vec::new();
        while self.said < due && !self.writers.is_empty() {
            let everybody = self.writers.len() as u64;
            let turn = usize::try_from(self.said % everybody).unwrap_or_default();
            let text = format!("Сообщение {}", self.said / everybody + 1);
            self.said += 1;
            let Some(appeal) = self.writers.get(turn).copied() else { break };
            let id = MessageId::new(now, Chance::seeded(self.said).of("noise").bytes());
            let command = ReceiveMessage { appeal, message: id, text, attachments: Vec::new(), mail: None };
            // Who may write no more, since his appeal was closed, is silent.
            recorded.extend(demo.carry_out(Actor::Connector, now, &command.into()).unwrap_or_default());
        }
        recorded
    }
}
