//! The world of a test: what `config.json` says of it.

use crate::behind::Behind;
use desk_demo::DemoOptions;
use serde_json::json;

/// What the site answers for `config.json`.
#[derive(Clone, Debug)]
pub enum World {
    /// The demo, made from a seed.
    Demo(DemoWorld),
    /// A server behind the desk.
    Server,
    /// The reference server, which serves the application itself.
    Reference,
    /// The reference server at another address than the page, which is known to it by a token.
    Elsewhere,
    /// The reference server, which lets the page that frames it do so, or nobody.
    Framed {
        /// Whether its origin is among those that may.
        is_listed: bool,
    },
    /// A file as it stands.
    File(&'static str),
    /// No file.
    Missing,
}

/// How the demo behaves.
#[derive(Clone, Debug)]
pub struct DemoWorld {
    /// The same seed makes the same people.
    seed: u64,
    /// Their delays are multiplied by this; at 0 they keep still.
    pace: f64,
    /// What the demo's clock shows at first, as RFC 3339.
    pub(crate) begins_at: &'static str,
    /// So many appeals more are in work at this desk.
    in_work: u32,
    /// One of them has so many messages more.
    messages: u32,
    /// So many closed appeals more stand in the history; none leaves it to the demo.
    history: Option<u32>,
    /// So many messages of clients a second, for so many seconds.
    noise: Option<(u32, u32)>,
    /// Whether the page around its frame may talk with it; none lists nobody.
    hears_around: Option<bool>,
    /// Why this test has no meaning with a server behind the desk, or with the demo.
    alone: Option<(Alone, &'static str)>,
}

/// With what alone behind the desk a test has a meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Alone {
    Demo,
    Server,
}

impl DemoWorld {
    /// As the demo is asked for.
    pub(crate) fn options(&self) -> DemoOptions {
        DemoOptions { seed: self.seed, pace: self.pace, in_work: self.in_work, messages: self.messages }
    }

    /// So many past appeals more stand in the history of a server's world: none where the test does not ask for them.
    pub(crate) fn archive(&self) -> u32 {
        self.history.unwrap_or(0)
    }
}

/// An ordinary Wednesday at noon in Moscow.
const NOON: &str = "2026-03-18T12:00:00+03:00";

impl World {
    /// People who act twenty times as fast as in life.
    #[must_use]
    pub fn brisk() -> Self {
        Self::still().paced(0.05)
    }

    /// People who do nothing by themselves, so that what stands on screen stays.
    #[must_use]
    pub fn still() -> Self {
        let (in_work, messages, history, noise, alone) = (0, 0, None, None, None);
        let hears_around = None;
        Self::Demo(DemoWorld {
            seed: 2026,
            pace: 0.0,
            begins_at: NOON,
            in_work,
            messages,
            history,
            noise,
            hears_around,
            alone,
        })
    }

    /// The same at another pace.
    #[must_use]
    pub fn paced(self, to: f64) -> Self {
        self.but(|demo| demo.pace = to)
    }

    /// The same at another moment.
    #[must_use]
    pub fn at(self, moment: &'static str) -> Self {
        self.but(|demo| demo.begins_at = moment)
    }

    /// The same from another seed.
    #[must_use]
    pub fn seeded(self, from: u64) -> Self {
        self.but(|demo| demo.seed = from)
    }

    /// The same with so many appeals more in work at this desk.
    #[must_use]
    pub fn with_in_work(self, count: u32) -> Self {
        self.but(|demo| demo.in_work = count)
    }

    /// The same with one appeal more in work, whose chat has so many messages.
    #[must_use]
    pub fn with_messages(self, count: u32) -> Self {
        self.but(|demo| demo.messages = count)
    }

    /// The same with so many closed appeals more in the history.
    #[must_use]
    pub fn with_history(self, count: u32) -> Self {
        self.but(|demo| demo.history = Some(count))
    }

    /// The same with clients who write so many messages a second, for so many seconds after the page is opened.
    #[must_use]
    pub fn with_noise(self, a_second: u32, seconds: u32) -> Self {
        self.but(|demo| demo.noise = Some((a_second, seconds)))
    }

    /// The same in a frame of a page that is listed, or of one that is not.
    #[must_use]
    pub fn in_a_frame(self, is_listed: bool) -> Self {
        self.but(|demo| demo.hears_around = Some(is_listed)).demo_alone(
            "a server says by itself who may frame it; World::Elsewhere is such a desk in a frame",
        )
    }

    /// The same for a test that has no meaning with a server behind the desk, and why.
    #[must_use]
    pub fn demo_alone(self, reason: &'static str) -> Self {
        self.but(|demo| demo.alone = Some((Alone::Demo, reason)))
    }

    /// The same for a test that has no meaning with the demo behind the desk, and why.
    #[must_use]
    pub fn server_alone(self, reason: &'static str) -> Self {
        self.but(|demo| demo.alone = Some((Alone::Server, reason)))
    }

    /// Why it is not for a run with that behind the desk, where it is not.
    pub(crate) fn is_not_for(&self, behind: Behind) -> Option<&'static str> {
        let here = if behind == Behind::Demo { Alone::Demo } else { Alone::Server };
        let (alone, reason) = match self {
            Self::Demo(demo) => demo.alone?,
            Self::Server | Self::Reference | Self::Elsewhere | Self::Framed { .. } => {
                (Alone::Demo, "it brings a server of its own, whatever the run is of")
            }
            Self::File(_) | Self::Missing => {
                (Alone::Demo, "a server tells the page itself what stands behind it")
            }
        };
        (alone != here).then_some(reason)
    }

    fn but(mut self, change: impl FnOnce(&mut DemoWorld)) -> Self {
        if let Self::Demo(demo) = &mut self {
            change(demo);
        }
        self
    }

    /// What the file says of a server at that other address, and of the page around at that port; `None` where there
    /// is no file.
    pub(crate) fn file(&self, elsewhere: Option<&str>, outer: u16) -> Option<String> {
        let around = json!({ "origins": [format!("http://localhost:{outer}")] });
        match self {
            Self::Demo(demo) => {
                let noise =
                    demo.noise.map(|(a_second, seconds)| json!({ "a_second": a_second, "seconds": seconds }));
                let mut backend = json!({
                    "kind": "demo", "seed": demo.seed, "pace": demo.pace, "begins_at": demo.begins_at,
                    "in_work": demo.in_work, "messages": demo.messages, "noise": noise,
                });
                if let Some(history) = demo.history {
                    backend["history"] = json!(history);
                }
                let mut file = json!({ "backend": backend });
                match demo.hears_around {
                    Some(true) => file["frame"] = around,
                    Some(false) => file["frame"] = json!({ "origins": ["http://localhost:1"] }),
                    None => {}
                }
                Some(file.to_string())
            }
            Self::Server => Some(json!({ "backend": { "kind": "http" } }).to_string()),
            Self::Elsewhere => {
                let backend = json!({ "kind": "http", "base": elsewhere, "credentials": "token" });
                Some(json!({ "backend": backend, "frame": around }).to_string())
            }
            Self::File(text) => Some((*text).to_owned()),
            Self::Reference | Self::Framed { .. } | Self::Missing => None,
        }
    }
}
