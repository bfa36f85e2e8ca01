//! A short article in each script, with its marks, beside the picture that a reader of the language would accept.

use claimdesk::app::article::article_ui;
use claimdesk::app::article::view::ArticleView;
use claimdesk::app::theme;
use claimdesk::model::KindId;
use claimdesk::session::action::Action;
use claimdesk::session::{Command, Session};
use eframe::egui::{self, CentralPanel, Frame, ThemePreference, Ui, vec2};
use egui_kittest::{Harness, SnapshotResults};

use crate::samples::{is_family_installed, wait_for_fonts};
use crate::snapshots;

/// An article: its words, and what is marked in them.
struct Article {
    name: &'static str,
    /// Families of the system that hold the script; none if the app carries the letters itself.
    families: &'static [&'static str],
    text: &'static str,
    mentions: &'static [(&'static str, &'static str)],
    /// Source and content; the second is selected, so that its parts are joined.
    claims: [(&'static str, &'static str); 2],
}

const ARTICLES: [Article; 11] = [
    Article {
        name: "arabic",
        families: &[],
        text: "الوزارة: ميناء بيلان يفتح أبوابه الجمعة\n\nقالت وزيرة النقل إدا كورفاث في لومار يوم الاثنين إن ميناء بيلان سيفتح أبوابه أمام 26 سفينة شحن صباح الجمعة. ونفى متحدث باسم خفر السواحل ذلك، وقال لصحيفة Meridian Dispatch إن «أحدًا لم يسأله».\n",
        mentions: &[
            ("إدا كورفاث", "person"),
            ("لومار", "place"),
            ("ميناء بيلان سيفتح", "event"),
            ("26 سفينة شحن", "quantity"),
            ("خفر السواحل", "military"),
            ("Meridian Dispatch", "media"),
        ],
        claims: [
            (
                "إدا كورفاث",
                "ميناء بيلان سيفتح أبوابه أمام 26 سفينة شحن صباح الجمعة",
            ),
            ("خفر السواحل", "«أحدًا لم يسأله»"),
        ],
    },
    Article {
        name: "hebrew",
        families: &["Noto Serif Hebrew"],
        text: "המשרד: נמל פלאן ייפתח מחדש ביום שישי\n\nשרת התחבורה אדה קורבאת אמרה בלומר ביום שני כי נמל פלאן ייפתח מחדש ל־26 אוניות משא בבוקר יום שישי. דובר משמר החופים הכחיש זאת ואמר ל־Meridian Dispatch כי ״איש לא שאל אותנו״.\n",
        mentions: &[
            ("אדה קורבאת", "person"),
            ("לומר", "place"),
            ("נמל פלאן", "facility"),
            ("26 אוניות משא", "quantity"),
            ("משמר החופים", "military"),
            ("Meridian Dispatch", "media"),
        ],
        claims: [
            (
                "אדה קורבאת",
                "נמל פלאן ייפתח מחדש ל־26 אוניות משא בבוקר יום שישי",
            ),
            ("משמר החופים", "״איש לא שאל אותנו״"),
        ],
    },
    Article {
        name: "chinese",
        families: &["Noto Serif CJK SC"],
        text: "运输部：佩兰港周五重新开放\n\n运输部长艾达·科尔瓦特星期一在洛马尔表示，佩兰港将于星期五上午向26艘货船重新开放。海岸警卫队发言人否认此事，对《子午线快报》说：“没有人问过我们。”\n",
        mentions: &[
            ("艾达·科尔瓦特", "person"),
            ("洛马尔", "place"),
            ("佩兰港将", "facility"),
            ("26艘货船", "quantity"),
            ("海岸警卫队", "military"),
            ("《子午线快报》", "media"),
        ],
        claims: [
            ("艾达·科尔瓦特", "佩兰港将于星期五上午向26艘货船重新开放"),
            ("海岸警卫队", "“没有人问过我们。”"),
        ],
    },
    Article {
        name: "japanese",
        families: &["Noto Serif CJK JP"],
        text: "運輸省「ペラーン港は金曜に再開」\n\nエッダ・コルヴァト運輸相は月曜日、ロマールで、ペラーン港が金曜日の朝に貨物船26隻に向けて再開すると述べた。沿岸警備隊の報道官はこれを否定し、本紙に「誰からも聞かれていない」と語った。\n",
        mentions: &[
            ("エッダ・コルヴァト", "person"),
            ("ロマール", "place"),
            ("ペラーン港が", "facility"),
            ("貨物船26隻", "quantity"),
            ("沿岸警備隊", "military"),
        ],
        claims: [
            (
                "エッダ・コルヴァト",
                "ペラーン港が金曜日の朝に貨物船26隻に向けて再開する",
            ),
            ("沿岸警備隊", "「誰からも聞かれていない」"),
        ],
    },
    Article {
        name: "korean",
        families: &["Noto Serif CJK KR"],
        text: "교통부 “펠란항 금요일 재개방”\n\n에다 코르바트 교통부 장관은 월요일 로마르에서 펠란항이 금요일 아침 화물선 26척에 다시 문을 연다고 밝혔다. 해안경비대 대변인은 이를 부인하며 “아무도 우리에게 묻지 않았다”고 말했다.\n",
        mentions: &[
            ("에다 코르바트", "person"),
            ("로마르", "place"),
            ("화물선 26척", "quantity"),
            ("해안경비대", "military"),
        ],
        claims: [
            (
                "에다 코르바트",
                "펠란항이 금요일 아침 화물선 26척에 다시 문을 연다",
            ),
            ("해안경비대", "“아무도 우리에게 묻지 않았다”"),
        ],
    },
    Article {
        name: "devanagari",
        families: &["Noto Serif Devanagari"],
        text: "मंत्रालय: पेलान बंदरगाह शुक्रवार को फिर खुलेगा\n\nपरिवहन मंत्री एड्डा कोरवाथ ने सोमवार को लोमार में कहा कि पेलान बंदरगाह शुक्रवार सुबह 26 मालवाहक जहाज़ों के लिए फिर खुलेगा। तटरक्षक बल के प्रवक्ता ने इससे इनकार किया और कहा, “हमसे किसी ने नहीं पूछा।”\n",
        mentions: &[
            ("एड्डा कोरवाथ", "person"),
            ("लोमार", "place"),
            ("26 मालवाहक जहाज़ों", "quantity"),
            ("तटरक्षक बल", "military"),
        ],
        claims: [
            (
                "एड्डा कोरवाथ",
                "पेलान बंदरगाह शुक्रवार सुबह 26 मालवाहक जहाज़ों के लिए फिर खुलेगा",
            ),
            ("तटरक्षक बल", "“हमसे किसी ने नहीं पूछा।”"),
        ],
    },
    Article {
        name: "thai",
        families: &["Noto Serif Thai"],
        text: "กระทรวงคมนาคม: ท่าเรือเพลเลนจะเปิดอีกครั้งวันศุกร์\n\nเอดดา คอร์วาธ รัฐมนตรีว่าการกระทรวงคมนาคม กล่าวที่โลมาร์เมื่อวันจันทร์ว่า ท่าเรือเพลเลนจะเปิดให้เรือสินค้า 26 ลำเข้าออกได้ในเช้าวันศุกร์ โฆษกหน่วยยามฝั่งปฏิเสธเรื่องนี้และกล่าวว่า “ไม่มีใครถามเรา”\n",
        mentions: &[
            ("เอดดา คอร์วาธ", "person"),
            ("โลมาร์", "place"),
            ("เรือสินค้า 26 ลำ", "quantity"),
            ("หน่วยยามฝั่ง", "military"),
        ],
        claims: [
            (
                "เอดดา คอร์วาธ",
                "ท่าเรือเพลเลนจะเปิดให้เรือสินค้า 26 ลำเข้าออกได้ในเช้าวันศุกร์",
            ),
            ("หน่วยยามฝั่ง", "“ไม่มีใครถามเรา”"),
        ],
    },
    Article {
        name: "greek",
        families: &[],
        text: "Υπουργείο: το λιμάνι της Πελάνης ανοίγει ξανά την Παρασκευή\n\nΗ υπουργός Μεταφορών Έντα Κόρβαθ δήλωσε τη Δευτέρα στη Λομάρ ότι το λιμάνι της Πελάνης θα ανοίξει ξανά για 26 φορτηγά πλοία το πρωί της Παρασκευής. Εκπρόσωπος της ακτοφυλακής το διέψευσε, λέγοντας ότι «κανείς δεν μας ρώτησε».\n",
        mentions: &[
            ("Έντα Κόρβαθ", "person"),
            ("Λομάρ", "place"),
            ("26 φορτηγά πλοία", "quantity"),
            ("ακτοφυλακής", "military"),
        ],
        claims: [
            (
                "Έντα Κόρβαθ",
                "το λιμάνι της Πελάνης θα ανοίξει ξανά για 26 φορτηγά πλοία το πρωί της Παρασκευής",
            ),
            ("ακτοφυλακής", "«κανείς δεν μας ρώτησε»"),
        ],
    },
    Article {
        name: "cyrillic",
        families: &[],
        text: "Министерство: порт Пеллан откроется в пятницу\n\nМинистр транспорта Эдда Корват заявила в понедельник в Ломаре, что порт Пеллан откроется для 26 грузовых судов в пятницу утром. Представитель береговой охраны это опроверг, сказав, что «никто нас не спрашивал».\n",
        mentions: &[
            ("Эдда Корват", "person"),
            ("Ломаре", "place"),
            ("26 грузовых судов", "quantity"),
            ("береговой охраны", "military"),
        ],
        claims: [
            (
                "Эдда Корват",
                "порт Пеллан откроется для 26 грузовых судов в пятницу утром",
            ),
            ("береговой охраны", "«никто нас не спрашивал»"),
        ],
    },
    Article {
        name: "emoji",
        families: &["Noto Color Emoji"],
        text: "Harbour diary 🚢\n\nEdda Korvath 👩🏽‍✈️ said on Monday that Pellane ⚓ opens to 26 ships on Friday 👍🏽, and raised the flag 🇳🇴 while 👨‍👩‍👧‍👦 waved ❤️. The coast guard 🌊 replied: “Nobody asked us 🤷🏾‍♀️ at 9️⃣.”\n",
        mentions: &[
            ("Edda Korvath 👩🏽‍✈️", "person"),
            ("Pellane ⚓", "facility"),
            ("the flag 🇳🇴", "other"),
            ("👨‍👩‍👧‍👦", "person"),
            ("coast guard 🌊", "military"),
        ],
        claims: [
            (
                "Edda Korvath 👩🏽‍✈️",
                "Pellane ⚓ opens to 26 ships on Friday 👍🏽",
            ),
            ("coast guard 🌊", "“Nobody asked us 🤷🏾‍♀️ at 9️⃣.”"),
        ],
    },
    Article {
        name: "mixed",
        families: &[
            "Noto Serif Hebrew",
            "Noto Serif CJK JP",
            "Noto Serif CJK KR",
            "Noto Serif Devanagari",
            "Noto Serif Thai",
        ],
        text: "Wire desk: one sentence, nine scripts\n\nEdda Korvath told محمد العلي and דוד לוי in Πειραιάς that порт Пеллан opens at 10:30; 김민수 of दैनिक समाचार asked “ทำไม”, and 山田さん wrote 「はい」.\n\nوقال محمد العلي لصحيفة Meridian Dispatch إن 26 سفينة (Kestrel 4 بينها) غادرت.\n",
        mentions: &[
            ("Edda Korvath", "person"),
            ("محمد العلي", "person"),
            ("דוד לוי", "person"),
            ("Πειραιάς", "place"),
            ("порт Пеллан", "facility"),
            ("김민수", "person"),
            ("दैनिक समाचार", "media"),
            ("山田さん", "person"),
            ("Meridian Dispatch", "media"),
            ("Kestrel 4", "vehicle"),
        ],
        claims: [
            ("Edda Korvath", "порт Пеллан opens at 10:30"),
            ("김민수", "“ทำไม”"),
        ],
    },
];

fn select(session: &mut Session, text: &str, words: &str) {
    let anchor = text.rfind(words).expect("the words are in the text");
    let head = anchor + words.len();
    session.dispatch(Command::SetCaret { anchor, head });
}

/// The article with its marks. Claims come first: their words are looked for before names are.
fn session(article: &Article) -> Session {
    let mut session = Session::for_tests(1);
    session.dispatch(Command::SuggestOnOpen(false));
    session.dispatch(Command::PasteText(article.text.to_owned()));
    session.poll();
    let text = session.work().unwrap().active().unwrap().text.clone();
    for (words, kind) in article.mentions {
        session.dispatch(Action::Cancel);
        session.dispatch(Action::Cancel);
        select(&mut session, &text, words);
        session.dispatch(Command::Label(KindId::new(kind)));
    }
    for (source, content) in article.claims {
        session.dispatch(Action::Cancel);
        session.dispatch(Action::Cancel);
        select(&mut session, &text, content);
        session.dispatch(Action::AddClaim);
        select(&mut session, &text, source);
        session.dispatch(Action::SetSource);
    }
    session.dispatch(Command::SetCaret { anchor: 0, head: 0 });
    session
}

/// What a frame shows.
#[derive(Default)]
struct Page {
    session: Option<Session>,
    view: ArticleView,
}

fn show(ui: &mut Ui, page: &mut Page) {
    let frame = Frame::new().fill(theme::of(ui).paper);
    CentralPanel::default().frame(frame).show(ui, |ui| {
        if let Some(session) = &page.session {
            article_ui(ui, session, &mut page.view, &mut Vec::new());
        }
    });
}

#[test]
fn each_script_looks_as_its_readers_know_it() {
    let installed = |article: &&Article| {
        let has = |family: &&str| is_family_installed(article.name, family);
        article.families.iter().all(has)
    };
    let articles: Vec<&Article> = ARTICLES.iter().filter(installed).collect();
    let mut results = SnapshotResults::new();
    for (dark, name) in [(false, "light"), (true, "dark")] {
        let (preference, appearance) = if dark {
            (ThemePreference::Dark, egui::Theme::Dark)
        } else {
            (ThemePreference::Light, egui::Theme::Light)
        };
        let mut harness = Harness::builder()
            .with_size(vec2(800.0, 310.0))
            .with_theme(appearance)
            .with_context_setup(move |context| theme::install(context, preference))
            .build_ui_state(show, Page::default());
        wait_for_fonts(&harness.ctx);
        for article in &articles {
            *harness.state_mut() = Page {
                session: Some(session(article)),
                view: ArticleView::default(),
            };
            harness.run_steps(3);
            let name = format!("{}-{name}", article.name);
            snapshots::compare(&mut results, &mut harness, "scripts", &name);
        }
    }
}
