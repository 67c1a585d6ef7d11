//! What the kit is told on the command line.

use std::fmt;

/// How to call it.
pub const HELP: &str = "\
cargo xtask conformance --url URL --login NAME --password WORDS --connector-token TOKEN [options]

Holds the backend at URL to the contract and prints a report by feature id.

  --url URL                    where it is, before /api/v1: http://127.0.0.1:8080
  --login, --password          of an administrator
  --connector-token TOKEN      by what a connector is known
  --operator NAME:PASSWORD     of an operator who is there for the kit; up to three times. While the
                               kit runs he has the role, the groups and the presence that it gives
                               him; afterwards his own. What takes more operators than were given is
                               not tried
  --trial-desk                 the desk is there to be tried: without --operator three are added to it;
                               payments and a CRM may be connected and disconnected for a while, and
                               the last administrator asked away
  --slow                       also what takes a minute to see: deadlines, and what is too late
  --only ID                    only what belongs to this feature (Q1), group (events) or check
                               (events.resume); may be given several times
  --seed N                     of the random walk; printed, and another each time without it
  --steps N                    how long the random walk is (200)
  --json                       the report as JSON
  --list                       the checks, and nothing else

The kit makes groups, lines, people's cards and appeals of its own, with ids of its own, whose names begin
with «Conformance». It takes out what can be taken out; appeals, cards, groups and lines stay, as on any
desk. Let it run where no line leads to a real client. Without TLS: beside the backend, or through a tunnel.
It ends with 0 where all held, 1 where something did not, 2 where it was called wrongly.";

/// Somebody's name and password.
#[derive(Clone, PartialEq, Eq)]
pub struct Login {
    /// The name to sign in with.
    pub name: String,
    /// The password.
    pub password: String,
}

/// A password is in no log.
impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Login").field("name", &self.name).finish_non_exhaustive()
    }
}

/// What the kit is told.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where the backend is.
    pub url: String,
    /// The administrator.
    pub administrator: Login,
    /// By what a connector is known.
    pub connector_token: String,
    /// Operators who are there for the kit.
    pub operators: Vec<Login>,
    /// Whether settings may be changed for a while.
    pub is_trial: bool,
    /// Whether there is time for what takes long.
    pub is_slow: bool,
    /// Features, groups and checks that are wanted; all where there are none.
    pub only: Vec<String>,
    /// What the random walk follows from.
    pub seed: u64,
    /// How long it is.
    pub steps: u32,
    /// Whether the report is for a program.
    pub is_json: bool,
    /// Whether the checks are listed, and nothing else.
    pub is_list: bool,
}

/// The kit was called wrongly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongWords(pub String);

impl fmt::Display for WrongWords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for WrongWords {}

impl Options {
    /// A run against a backend with everything else as it is without being said.
    #[must_use]
    pub fn of(url: &str, administrator: Login, connector_token: &str) -> Self {
        Self {
            url: url.to_owned(),
            administrator,
            connector_token: connector_token.to_owned(),
            operators: Vec::new(),
            is_trial: false,
            is_slow: false,
            only: Vec::new(),
            seed: crate::dice::below(1_000_000),
            steps: 200,
            is_json: false,
            is_list: false,
        }
    }

    /// What the words say.
    ///
    /// # Errors
    /// When they cannot be understood, or something is missing.
    pub fn read(words: impl IntoIterator<Item = String>) -> Result<Self, WrongWords> {
        let nobody = Login { name: String::new(), password: String::new() };
        let mut options = Self::of("", nobody, "");
        let mut words = words.into_iter();
        while let Some(word) = words.next() {
            let mut value =
                || words.next().ok_or_else(|| WrongWords(format!("{word} wants a word behind it")));
            match word.as_str() {
                "--url" => options.url = value()?,
                "--login" => options.administrator.name = value()?,
                "--password" => options.administrator.password = value()?,
                "--connector-token" => options.connector_token = value()?,
                "--operator" => options.operators.push(login(&value()?)?),
                "--only" => options.only.push(value()?),
                "--seed" => options.seed = number(&word, &value()?)?,
                "--steps" => options.steps = number(&word, &value()?)?,
                "--trial-desk" => options.is_trial = true,
                "--slow" => options.is_slow = true,
                "--json" => options.is_json = true,
                "--list" => options.is_list = true,
                other => return Err(WrongWords(format!("`{other}` is not understood"))),
            }
        }
        options.whole()
    }

    fn whole(self) -> Result<Self, WrongWords> {
        let needed = [
            ("--url", &self.url),
            ("--login", &self.administrator.name),
            ("--password", &self.administrator.password),
            ("--connector-token", &self.connector_token),
        ];
        match needed.iter().find(|(_, value)| value.is_empty()) {
            Some((word, _)) if !self.is_list => Err(WrongWords(format!("{word} is missing"))),
            _ if self.url.starts_with("https:") => Err(WrongWords(
                "the kit speaks no TLS: run it beside the backend, or through a tunnel".to_owned(),
            )),
            _ => Ok(self),
        }
    }
}

fn login(text: &str) -> Result<Login, WrongWords> {
    let parts =
        text.split_once(':').ok_or_else(|| WrongWords("--operator wants NAME:PASSWORD".to_owned()))?;
    Ok(Login { name: parts.0.to_owned(), password: parts.1.to_owned() })
}

fn number<N: std::str::FromStr>(word: &str, text: &str) -> Result<N, WrongWords> {
    text.parse().map_err(|_| WrongWords(format!("{word} wants a number, not `{text}`")))
}
