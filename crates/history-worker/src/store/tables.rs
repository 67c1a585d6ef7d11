//! What rows have in common, told by place: lines, people, topics, clients, texts.
//!
//! Owns: the places. Never: a row.

use desk_contract::appeal::Outcome;
use desk_contract::directory::Directory;
use desk_contract::history::{HistoryRow, ShownClient, ShownEntryPoint};
use desk_contract::id::{ContactId, GroupId, OperatorId, TopicId};
use std::collections::HashMap;
use std::hash::Hash;
use std::rc::Rc;

/// The tables; what only the world's own rows name stands behind what the archive does.
pub(crate) struct Tables {
    /// Both are shared with a file on its way, which goes on calling them as they were called when it was begun.
    pub(crate) lines: Rc<Vec<ShownEntryPoint>>,
    pub(crate) operators: Vec<OperatorId>,
    pub(crate) groups: Vec<GroupId>,
    pub(crate) topics: Vec<TopicId>,
    pub(crate) outcomes: Vec<Outcome>,
    pub(crate) clients: Rc<Vec<ShownClient>>,
    pub(crate) sms: Vec<String>,
    pub(crate) comments: Vec<String>,
    /// Whose card a client of the archive had at the beginning.
    cards: HashMap<ContactId, usize>,
    archived: Lengths,
    recent_clients: HashMap<ShownClient, u32>,
    recent_comments: HashMap<String, u32>,
}

/// How long the tables are that only rows of the archive name.
#[derive(Clone, Copy)]
struct Lengths {
    clients: usize,
    sms: usize,
    comments: usize,
}

/// What of a row stands in the tables.
pub(crate) struct Codes {
    pub(crate) line: u16,
    pub(crate) operator: Option<u16>,
    pub(crate) group: u16,
    pub(crate) topic: Option<u16>,
    pub(crate) outcome: Option<u16>,
    pub(crate) client: u32,
    pub(crate) sms: Option<u32>,
    pub(crate) comment: u32,
}

impl Tables {
    pub(crate) fn of(archive: &desk_demo::Tables) -> Self {
        let desk_demo::Tables { lines, operators, groups, topics, outcomes, clients, sms, comments } =
            archive.clone();
        let card = |(place, client): (usize, &ShownClient)| match client {
            ShownClient::Contact { id, .. } => Some((*id, place)),
            ShownClient::Address { .. } | ShownClient::Guest => None,
        };
        Self {
            cards: clients.iter().enumerate().filter_map(card).collect(),
            archived: Lengths { clients: clients.len(), sms: sms.len(), comments: comments.len() },
            recent_clients: HashMap::new(),
            recent_comments: HashMap::new(),
            lines: Rc::new(lines),
            operators,
            groups,
            topics,
            outcomes,
            clients: Rc::new(clients),
            sms,
            comments,
        }
    }

    /// The lines as an administrator calls them now.
    pub(crate) fn name_lines(&mut self, directory: &Directory) {
        for line in Rc::make_mut(&mut self.lines) {
            *line = ShownEntryPoint::known_as(line.id, directory.entry_point(line.id));
        }
    }

    /// The clients of the archive as the address book calls them now.
    pub(crate) fn name_clients(&mut self, names: &[(ContactId, ContactId, String)]) {
        for (was, id, name) in names {
            if let Some(place) = self.cards.get(was) {
                Rc::make_mut(&mut self.clients)[*place] =
                    ShownClient::Contact { id: *id, name: name.clone() };
            }
        }
    }

    /// Forgets what only the world's own rows named.
    pub(crate) fn forget_recent(&mut self) {
        Rc::make_mut(&mut self.clients).truncate(self.archived.clients);
        self.sms.truncate(self.archived.sms);
        self.comments.truncate(self.archived.comments);
        self.recent_clients.clear();
        self.recent_comments.clear();
    }

    /// What of one of the world's own rows stands in the tables; it does from now on.
    pub(crate) fn codes(&mut self, row: &HistoryRow) -> Codes {
        Codes {
            line: self.line(&row.entry_point),
            operator: row.operator.map(|it| listed(&mut self.operators, it)),
            group: listed(&mut self.groups, row.group),
            topic: row.topic.map(|it| listed(&mut self.topics, it)),
            outcome: row.outcome.map(|it| listed(&mut self.outcomes, it)),
            client: kept(Rc::make_mut(&mut self.clients), &mut self.recent_clients, &row.client),
            sms: row.sms_text.as_ref().map(|text| {
                self.sms.push(text.clone());
                place(self.sms.len() - 1)
            }),
            comment: if row.comment.is_empty() {
                0
            } else {
                kept(&mut self.comments, &mut self.recent_comments, &row.comment)
            },
        }
    }

    fn line(&mut self, shown: &ShownEntryPoint) -> u16 {
        let known = self.lines.iter().position(|line| line == shown);
        let at = known.unwrap_or_else(|| {
            Rc::make_mut(&mut self.lines).push(shown.clone());
            self.lines.len() - 1
        });
        u16::try_from(at).unwrap_or(u16::MAX - 1)
    }
}

/// The place of a value in a short table; a new one comes last.
fn listed<T: PartialEq>(table: &mut Vec<T>, value: T) -> u16 {
    let known = table.iter().position(|other| *other == value);
    let at = known.unwrap_or_else(|| {
        table.push(value);
        table.len() - 1
    });
    u16::try_from(at).unwrap_or(u16::MAX - 1)
}

/// The same of a long one.
fn kept<T: Clone + Eq + Hash>(table: &mut Vec<T>, known: &mut HashMap<T, u32>, value: &T) -> u32 {
    *known.entry(value.clone()).or_insert_with(|| {
        table.push(value.clone());
        place(table.len() - 1)
    })
}

/// Tables never hold as many things as the mark for none.
fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX - 2)
}
