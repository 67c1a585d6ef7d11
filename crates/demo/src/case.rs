//! A case: one story as one client tells it to one operator.
//!
//! Owns: which ways of saying are drawn, the words filled into them, and the client's manner of
//! writing. Never: when anything is said; only how many messages there are and what they are.
//!
//! Always: made again from the seed and the case's number, word for word.

use crate::cast::Cast;
use crate::chance::Chance;
use crate::files::FileKind;
use crate::gist::{self, Gist};
use crate::people;
use crate::staff::{Ending, Gender, Queue, gender_of};
use crate::stories::{self, EXTRAS, Extra, Story, Turn, Ways};
use crate::words;
use desk_contract::Channel;
use desk_contract::directory::Operator;

/// Who tells a case, where, and whether he was written to first.
#[derive(Clone, Copy)]
pub(crate) struct Teller {
    /// His place among the clients; none for a guest.
    pub(crate) who: Option<usize>,
    pub(crate) channel: Channel,
    /// Whether an operator began the appeal: the client only answers then.
    pub(crate) is_ours: bool,
}

pub(crate) struct Case {
    pub(crate) story: &'static Story,
    gist: Gist,
    channel: Channel,
    gender: Gender,
    name: Option<String>,
    extra: Option<Extra>,
    file: Option<FileKind>,
}

/// One message of the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Beat {
    text: &'static str,
    /// Whether the client waits for an answer before it; else it follows the one before by itself.
    pub(crate) opens_turn: bool,
    /// What comes with it.
    pub(crate) file: Option<FileKind>,
}

/// The gender of a client, known before there is an appeal.
pub(crate) fn client_gender(seed: Chance, number: u64, who: Option<usize>) -> Gender {
    match who {
        Some(place) => people::gender_at(place),
        None if seed.of(("guest", number)).one_in(2) => Gender::Woman,
        None => Gender::Man,
    }
}

impl Case {
    /// The case of that number, as told by the client at that place, or by a guest.
    pub(crate) fn of(cast: Cast<'_>, number: u64, Teller { who, channel, is_ours }: Teller) -> Self {
        let Cast { seed, clients, .. } = cast;
        let chance = gist::drawn_by(seed, number);
        let story = match (is_ours, channel) {
            (true, Channel::Call) => &stories::CALLED,
            (true, _) => &stories::WRITTEN_TO,
            (false, _) => stories::told_in(seed, number),
        };
        let has_extra = !story.is_spam() && !is_ours && chance.of("has extra").one_in(3);
        let file = if story.is_spam() || is_ours { None } else { file(chance, story, channel) };
        Self {
            story,
            gist: Gist { about: story.about(None), chance },
            channel,
            gender: client_gender(seed, number, who),
            name: who.and_then(|place| clients.name(place)).map(str::to_owned),
            extra: has_extra.then(|| chance.of("extra").pick(EXTRAS)),
            file,
        }
    }

    /// All messages of the client, with two more for each time the appeal was opened again.
    pub(crate) fn beats(&self, reopened: u32) -> Vec<Beat> {
        // A letter says all of a turn at once.
        let most = if self.channel == Channel::Email { 1 } else { usize::MAX };
        let mut beats = Vec::new();
        for turn in 0..=self.turns() {
            for (place, text) in self.turn(turn).splitn(most, '|').enumerate() {
                let opens_turn = place == 0;
                let file = self.file.filter(|_| opens_turn && turn == 1);
                beats.push(Beat { text, opens_turn, file });
            }
        }
        beats.extend((0..reopened * 2).map(|place| Beat {
            text: self.gist.chance.of(("again", place)).pick(stories::AGAIN),
            opens_turn: true,
            file: None,
        }));
        beats
    }

    /// How many answers the story needs.
    pub(crate) fn turns(&self) -> usize {
        self.story.turns.len() + usize::from(self.extra.is_some())
    }

    /// A beat as this client writes it.
    pub(crate) fn line(&self, beat: Beat) -> String {
        let text = words::filled(beat.text, |word| match word {
            "а" => ending(self.gender).to_owned(),
            other => self.word(other),
        });
        let text = words::in_manner(self.gist.chance.of("manner"), text);
        if self.channel == Channel::Email { self.signed(&text) } else { text }
    }

    /// As a letter: its parts as paragraphs, and who wrote it.
    fn signed(&self, text: &str) -> String {
        let text = text.replace('|', "\n\n");
        match &self.name {
            Some(name) => format!("{text}\n\n--\nС уважением,\n{name}"),
            None => text,
        }
    }

    /// What the first letter is about.
    pub(crate) fn subject(&self) -> String {
        let ways = stories::SUBJECTS[self.story.queue as usize];
        self.told(self.drawn("subject", 0, ways))
    }

    /// Whether the client's mail program writes HTML.
    pub(crate) fn writes_html(&self) -> bool {
        self.gist.chance.of("html").one_in(2)
    }

    /// How verbs in the past end that the client says of himself.
    pub(crate) fn ending_of_verbs(&self) -> &'static str {
        ending(self.gender)
    }

    pub(crate) fn gender(&self) -> Gender {
        self.gender
    }

    /// The answer that an operator gives in that turn; past the last, a farewell. An answer stands at
    /// the same place of its table as the client's words before it.
    pub(crate) fn answer(&self, turn: usize, by: &Operator) -> String {
        let last = self.story.turns.len().saturating_sub(1);
        let ways = match (self.extra, self.story.turns.get(turn)) {
            (_, Some(Turn { operator, .. })) => operator,
            (Some(extra), None) if turn == last + 1 => extra.answer,
            _ => stories::FAREWELLS,
        };
        let text = match turn.checked_sub(1).and_then(|before| self.story.turns.get(before)) {
            Some(before) if turn <= last && !before.client.is_empty() => {
                ways[self.gist.way("turn", turn, before.client).min(ways.len() - 1)]
            }
            _ => self.drawn("answer", turn, ways),
        };
        let greeting = self.drawn("greeting", 0, stories::GREETINGS);
        let whole = if turn == 0 { format!("{greeting} {text}") } else { text.to_owned() };
        words::filled(&whole, |word| match word {
            "а" => ending(gender_of(by)).to_owned(),
            "operator" => by.name.split(' ').next().unwrap_or_default().to_owned(),
            "hello" => self.hello(),
            other => self.word(other),
        })
    }

    /// How it ends; none for spam.
    pub(crate) fn ending(&self) -> Option<Ending> {
        self.gist.ending()
    }

    /// What is noted when it is closed; mostly nothing.
    pub(crate) fn comment(&self) -> String {
        if self.gist.chance.of("silent").below(5) < 3 {
            return String::new();
        }
        self.told_comment()
    }

    /// What is always noted of a call, which leaves no other trace.
    pub(crate) fn told_comment(&self) -> String {
        self.gist.told_comment()
    }

    /// A template with the words of this case.
    pub(crate) fn told(&self, template: &str) -> String {
        self.gist.told(template)
    }

    /// What it is about costs, in roubles.
    pub(crate) fn sum(&self) -> i64 {
        words::sum(self.gist.chance)
    }

    /// What the client says in that turn; turn nothing is the opening. A second question comes
    /// where the thanks would have been.
    fn turn(&self, turn: usize) -> &'static str {
        let last = self.story.turns.len();
        match (turn, self.extra) {
            (0, _) => self.drawn("opening", 0, self.story.opening),
            (turn, Some(extra)) if turn == last => self.drawn("question", 0, extra.question),
            (turn, _) if turn > last => self.drawn("thanks", 0, stories::THANKS),
            (turn, _) => match self.story.turns.get(turn - 1) {
                Some(Turn { client, .. }) if !client.is_empty() => self.drawn("turn", turn, client),
                _ => self.drawn("thanks", 0, stories::THANKS),
            },
        }
    }

    fn drawn(&self, what: &str, place: usize, ways: Ways) -> &'static str {
        self.gist.drawn(what, place, ways)
    }

    fn hello(&self) -> String {
        match self.name.as_deref().and_then(|name| name.split(' ').next()) {
            Some(name) => format!("Здравствуйте, {name}!"),
            None => "Здравствуйте!".to_owned(),
        }
    }

    fn word(&self, word: &str) -> String {
        words::drawn(self.gist.chance, word)
    }
}

/// What the client sends with his first answer: a photo of what is broken, or now and then something else.
fn file(chance: Chance, story: &Story, channel: Channel) -> Option<FileKind> {
    if channel.most_files() == 0 {
        return None;
    }
    let draw = chance.of("file").below(12);
    match story.queue {
        Queue::Support if draw < 6 => Some(FileKind::Photo),
        _ if draw < 2 => Some(FileKind::Receipt),
        _ if draw == 2 => Some(FileKind::Note),
        _ => None,
    }
}

/// The ending of a verb in the past, or of a short adjective.
fn ending(gender: Gender) -> &'static str {
    match gender {
        Gender::Woman => "а",
        Gender::Man => "",
    }
}
