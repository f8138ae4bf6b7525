// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a desktop is without its windows: journal, store and session of the product, driven by
// lines of JSON on stdin. Everything a person would be shown of an edit is a line of JSON on
// stdout, written before the program does anything else.
//
//   faults_desk JOURNAL SERVER-ID DIALECT SEED [TRIES]
//
//   {"connect":"http://127.0.0.1:1234","token":"…"}   {"edit":3}   {"every":40}   {"add":"/a.mp4"}
//   {"signIn":{"email":"…","password":"…"}}   {"release":true}   {"tell":7}   {"end":true}
#include "dialects/registry.h"
#include "session/seat.h"
#include "store/journal.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLoggingCategory>
#include <QSocketNotifier>

#include <cstdio>
#include <random>

#include <fcntl.h>
#include <unistd.h>

using namespace fw;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using session::ConnectionInfo;
using store::Fate;

namespace {

constexpr std::array fateWords{ "draft",    "sending", "accepted", "rejected",
                                "noAnswer", "queued",  "held",     "conflict" };
constexpr std::array holdWords{ "", "person", "recovered", "old", "tries", "predecessor", "disk" };
constexpr std::array phaseWords{ "idle",     "starting",     "connecting", "authenticating",
                                 "resuming", "live",         "suspect",    "backoff",
                                 "polling",  "signInNeeded", "offline",    "failed" };

template <class Words, class Enum> QString word(const Words &words, Enum value)
{
    return QString::fromLatin1(words.at(static_cast<size_t>(value)));
}

void say(const QJsonObject &line)
{
    QByteArray text = QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n';
    for (qsizetype at = 0; at < text.size();) {
        const ssize_t done
            = ::write(STDOUT_FILENO, text.constData() + at, size_t(text.size() - at));
        if (done <= 0)
            ::_exit(3); // whoever reads is gone
        at += done;
    }
}

/// Seconds of the product in hundredths: the proportions stay.
session::SessionPolicy policyOf(int tries)
{
    session::SessionPolicy policy = test::quickPolicy();
    policy.link.connect = 2s;
    policy.link.authenticate = 1s;
    policy.link.resume = 2s;
    policy.link.backoffFloor = 20ms;
    policy.link.backoffStep = 40ms;
    policy.link.backoffCap = 300ms;
    policy.link.tries = tries;
    policy.link.stable = 1s;
    policy.link.pollActive = 60ms;
    policy.link.pollIdle = 60ms;
    policy.link.pollCap = 300ms;
    policy.link.socketRetry = 400ms;
    policy.link.socketRetryCap = 800ms;
    policy.link.request = 3s;
    policy.tick = 10ms;
    policy.askAgain = 100ms;
    policy.headDoubt = 100ms;
    policy.channelStuck = 1s;
    policy.fullPoll = 300ms;
    policy.askStatus = 600ms;
    policy.noAnswer = 900ms;
    policy.chipTick = 100ms;
    return policy;
}

class Desk final : public QObject
{
public:
    Desk(const QStringList &arguments, const wire::Dialect &real)
        : m_random(arguments[4].toULongLong())
        , m_dialect(real)
        , m_journal(arguments[1])
        , m_store(m_clock, &m_journal)
    {
        m_profile.id = ServerId{ arguments[2] };
        m_profile.name = arguments[2];
        m_profile.dialect = arguments[3];
        m_profile.autoConnect = false;
        m_dialect.beat = 500ms;
        m_policy = policyOf(arguments.value(5, u"100000"_s).toInt());
        m_thread.start();
        connect(&m_store, &store::Store::changed, this, &Desk::onChanged);
        connect(&m_store, &store::Store::loaded, this, [](const store::LoadReport &report) {
            say({ { u"t"_s, u"loaded"_s },
                  { u"edits"_s, qint64(report.edits) },
                  { u"unclean"_s, report.unclean } });
        });
        connect(&m_store, &store::Store::journalTroubled, this, [](const Failure &failure) {
            say({ { u"t"_s, u"trouble"_s }, { u"detail"_s, failure.detail } });
        });
        connect(&m_auto, &QTimer::timeout, this, [this] {
            edit();
            m_auto.start(int(under(m_every)) + m_every / 2);
        });
        m_auto.setSingleShot(true);
        m_journal.load();
        ::fcntl(STDIN_FILENO, F_SETFL, O_NONBLOCK);
        connect(&m_input, &QSocketNotifier::activated, this, &Desk::onInput);
    }
    ~Desk() override
    {
        m_session.reset();
        m_thread.quit();
        m_thread.wait();
    }

private:
    void onInput();
    void onLine(const QJsonObject &line);
    void begin(const QJsonObject &line);
    void onChanged(const store::Changes &changes);
    void tellPlaces();
    QJsonObject state() const;
    QString hashOf(const QString &kind) const;
    void edit();
    void send(const wire::Command &command);
    void release();
    int under(int bound) { return int(std::uniform_int_distribution<>(0, bound - 1)(m_random)); }

    std::mt19937_64 m_random;
    test::Hasty m_dialect;
    SystemClock m_clock;
    store::Journal m_journal;
    store::Store m_store;
    QThread m_thread;
    wire::Profile m_profile;
    session::SessionPolicy m_policy;
    std::unique_ptr<session::Session> m_session;
    QHash<EditId, QString> m_shown;
    QHash<QString, QString> m_places; ///< as last told, by channel
    ConnectionInfo::Phase m_phase = ConnectionInfo::Phase::Idle;
    QTimer m_auto;
    int m_every = 0;
    int m_made = 0;
    QByteArray m_heard;
    QSocketNotifier m_input{ STDIN_FILENO, QSocketNotifier::Read };
};

void Desk::onInput()
{
    char bytes[4096];
    const ssize_t count = ::read(STDIN_FILENO, bytes, sizeof bytes);
    if (count == 0)
        QCoreApplication::quit();
    if (count > 0)
        m_heard.append(bytes, count);
    for (qsizetype end = m_heard.indexOf('\n'); end >= 0; end = m_heard.indexOf('\n')) {
        const auto line = QJsonDocument::fromJson(m_heard.left(end)).object();
        m_heard.remove(0, end + 1);
        onLine(line);
    }
}

void Desk::onLine(const QJsonObject &line)
{
    if (line.contains("connect"_L1))
        begin(line);
    for (int left = line["edit"_L1].toInt(); left > 0; --left)
        edit();
    if (line.contains("every"_L1)) {
        m_every = line["every"_L1].toInt();
        m_every > 0 ? m_auto.start(under(m_every)) : m_auto.stop();
    }
    if (line.contains("add"_L1))
        send(wire::AddMedia{ {}, { line["add"_L1].toString() }, under(10), {} });
    if (const QString job = line["cancel"_L1].toString(); !job.isEmpty())
        send(wire::ControlJob{ {}, JobId{ job }, wire::JobAction::Cancel, 0, {} });
    if (const QJsonObject who = line["signIn"_L1].toObject(); !who.isEmpty()) {
        const auto secret = [&who](const QString &key) {
            return std::pair(key, Secret(who[key].toString().toUtf8()));
        };
        m_session->signIn(
            { wire::SignInKind::Password, { secret(u"email"_s), secret(u"password"_s) } });
    }
    if (line["release"_L1].toBool())
        release();
    if (line.contains("tell"_L1)) {
        m_store.flush();
        QJsonObject told = state();
        told.insert("tell"_L1, line["tell"_L1]);
        say(told);
    }
    if (line["end"_L1].toBool())
        QCoreApplication::quit();
}

void Desk::begin(const QJsonObject &line)
{
    const Secret token(line["token"_L1].toString().toUtf8());
    m_profile.address = QUrl(line["connect"_L1].toString());
    const QJsonObject options = line["options"_L1].toObject();
    for (auto option = options.begin(); option != options.end(); ++option)
        m_profile.options.insert(option.key(), option->toString());
    if (m_session) {
        m_session->setAddress(m_profile.address, token);
        m_session->connectNow();
        return;
    }
    m_session = std::make_unique<session::Session>(m_profile, m_dialect, m_store, m_thread);
    m_session->setPolicy(m_policy);
    m_session->setClientId({ u"desk-"_s + QString::number(m_random()) });
    m_session->setAddress(m_profile.address, token);
    connect(m_session.get(), &session::Session::connectionChanged, this,
            [this](const ConnectionInfo &info) {
                if (m_phase == info.phase)
                    return;
                m_phase = info.phase;
                say({ { u"t"_s, u"phase"_s },
                      { u"phase"_s, word(phaseWords, info.phase) },
                      { u"detail"_s, info.detail } });
            });
    connect(m_session.get(), &session::Session::signInEnded, this,
            [](const QString &, const QString &problem, Failure::Code) {
                say({ { u"t"_s, u"signIn"_s }, { u"problem"_s, problem } });
            });
    m_session->setWatchedKinds({ u"brand"_s, u"crop"_s });
    m_session->connectNow();
}

// What a list of edits would show now.
void Desk::onChanged(const store::Changes &changes)
{
    if (changes.edits) {
        for (const store::Edit &edit : m_store.state().edits) {
            const QString shown = word(fateWords, edit.fate) + u'/' + word(holdWords, edit.hold);
            QString &before = m_shown[edit.id];
            if (before == shown)
                continue;
            before = shown;
            say({ { u"t"_s, u"fate"_s },
                  { u"op"_s, edit.id.text },
                  { u"fate"_s, word(fateWords, edit.fate) },
                  { u"hold"_s, word(holdWords, edit.hold) },
                  { u"revision"_s, edit.revision },
                  { u"tries"_s, edit.tries },
                  { u"reason"_s, edit.reason } });
        }
    }
    // Positions follow what they stand for within the same call of the session.
    QMetaObject::invokeMethod(this, &Desk::tellPlaces, Qt::QueuedConnection);
}

QString Desk::hashOf(const QString &kind) const
{
    QStringList lines;
    for (const store::ItemEntry &entry : m_store.state().items) {
        const wire::Item &item = entry.item;
        if (item.kind != kind)
            continue;
        QJsonObject fields;
        for (const wire::Metadatum &datum : item.fields)
            fields.insert(datum.field, datum.value);
        lines << item.id.text + u' ' + item.state + u' ' + QString::number(item.revision) + u' '
                + item.by + u' '
                + QString::fromUtf8(QJsonDocument(fields).toJson(QJsonDocument::Compact));
    }
    lines.sort();
    return lines.join(u'\n');
}

void Desk::tellPlaces()
{
    // What was read by HTTP is newer than the position, until a socket has caught up.
    const auto found = m_store.state().positions.constFind(m_profile.id);
    if (m_phase != ConnectionInfo::Phase::Live || found == m_store.state().positions.cend())
        return;
    for (const wire::Position &at : *found) {
        const QString kind = at.channel == "crop:editor"_L1 ? u"crop"_s
            : at.channel == "brand:config"_L1               ? u"brand"_s
                                                            : QString();
        if (kind.isEmpty() || at.epoch.isEmpty())
            continue;
        const QString text = hashOf(kind);
        const QString place = at.epoch + QString::number(at.seq) + text;
        if (std::exchange(m_places[at.channel], place) == place)
            continue;
        say({ { u"t"_s, u"place"_s },
              { u"channel"_s, at.channel },
              { u"epoch"_s, at.epoch },
              { u"seq"_s, at.seq },
              { u"state"_s, text } });
    }
}

QJsonObject Desk::state() const
{
    QJsonObject items;
    for (const store::ItemEntry &entry : m_store.state().items) {
        QJsonObject fields;
        for (const wire::Metadatum &datum : entry.item.fields)
            fields.insert(datum.field, datum.value);
        items.insert(entry.item.kind + u':' + entry.item.id.text,
                     QJsonObject{ { u"revision"_s, entry.item.revision },
                                  { u"confirmed"_s, entry.confirmed },
                                  { u"state"_s, entry.item.state },
                                  { u"fields"_s, fields } });
    }
    QJsonObject jobs;
    for (const store::JobEntry &entry : m_store.state().jobs)
        jobs.insert(entry.job.id.text, wire::stateWord(entry.job.state));
    QJsonObject positions;
    for (const wire::Position &at : m_store.state().positions.value(m_profile.id))
        positions.insert(at.channel, QJsonArray{ at.epoch, at.seq });
    QJsonObject open;
    for (const store::Edit &edit : m_store.state().edits) {
        if (!store::isSettled(edit.fate))
            open.insert(edit.id.text,
                        QString(word(fateWords, edit.fate) + u'/' + word(holdWords, edit.hold)));
    }
    return { { u"t"_s, u"state"_s },        { u"phase"_s, word(phaseWords, m_phase) },
             { u"items"_s, items },         { u"jobs"_s, jobs },
             { u"positions"_s, positions }, { u"open"_s, open } };
}

void Desk::edit()
{
    if (!m_session)
        return;
    wire::RunAction run;
    ++m_made;
    if (m_profile.dialect == "echo"_L1) {
        run.action = u"job.metadata"_s;
        run.target = QString::number(1 + under(2));
        run.arguments = { { u"title"_s, u"title %1"_s.arg(m_random()) } };
        return send(run);
    }
    const int dice = under(100);
    if (dice < 40) {
        run.target = under(2) == 0 ? u"a.mp4:vertical_9_16"_s : u"b.mp4:square_1_1"_s;
        run.action = dice < 2 ? u"crop.cancel"_s : u"crop.apply"_s;
        if (dice >= 2)
            run.arguments = { { u"x"_s, under(1000) },
                              { u"y"_s, under(1000) },
                              { u"width"_s, 1 + under(1000) },
                              { u"height"_s, 1 + under(1000) } };
        return send(run);
    }
    run.target = under(2) == 0 ? u"Acme"_s : u"Zenith"_s;
    run.action = dice >= 98 ? u"brand.reset"_s : u"brand.set"_s;
    if (dice >= 98)
        return send(run);
    const std::array names{ u"watermarkScale"_s, u"watermarkOpacity"_s, u"logoScale"_s };
    run.arguments.insert(names.at(size_t(under(3))), (1 + under(99)) / 100.0);
    if (dice >= 80)
        run.arguments.insert(u"logoPadding"_s, under(1000));
    send(run);
}

void Desk::send(const wire::Command &command)
{
    const EditId id = m_session->send(command);
    const auto &edits = m_store.state().edits;
    const auto edit = std::ranges::find(edits, id, &store::Edit::id);
    if (edit == edits.end())
        return;
    QJsonObject line{ { u"t"_s, u"made"_s }, { u"op"_s, id.text }, { u"lane"_s, edit->lane } };
    if (const auto *run = std::get_if<wire::RunAction>(&edit->command)) {
        line.insert("action"_L1, run->action);
        line.insert("target"_L1, run->target);
        line.insert("arguments"_L1, run->arguments);
        line.insert("base"_L1, run->base);
        line.insert("before"_L1, run->before);
        line.insert("after"_L1, run->after.text);
    } else {
        line.insert("action"_L1, store::commandWord(edit->command));
    }
    say(line);
}

/// Calls release() of a store that has it.
template <class Store> void releaseEdit(Store &store, const EditId &id)
{
    if constexpr (requires { store.release(id); })
        store.release(id);
    else
        store.setFate(id, Fate::Queued);
}

// A person looks through what is held: it goes on, but for what builds on an edit that was refused.
void Desk::release()
{
    std::vector<store::Edit> held;
    std::ranges::copy_if(m_store.state().edits, std::back_inserter(held),
                         [](const store::Edit &edit) { return edit.fate == Fate::Held; });
    for (const store::Edit &edit : held) {
        if (edit.hold == store::Hold::Predecessor && m_session)
            m_session->stopEdit(edit.id);
        else
            releaseEdit(m_store, edit.id);
    }
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const wire::Dialect *dialect
        = arguments.size() < 5 ? nullptr : dialects::findDialect(arguments[3]);
    if (!dialect) {
        std::fputs("faults_desk JOURNAL SERVER-ID DIALECT SEED [TRIES]\n", stderr);
        return 2;
    }
    if (!qEnvironmentVariableIsSet("FW_FAULTS_LOG"))
        QLoggingCategory::setFilterRules(u"*=false"_s);
    Desk desk(arguments, *dialect);
    return QCoreApplication::exec();
}
