// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/explain.h"

#include "cli/lines.h"
#include "cli/messages.h"
#include "cli/printer.h"
#include "cli/telling.h"
#include "dialects/registry.h"
#include "trace/redact.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTimer>

#include <algorithm>

namespace fw::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr int closeCall = 10; ///< two fits that far apart say nothing yet
constexpr size_t trialSteps = 200; ///< enough to tell whose words these are

QJsonValue withoutSecrets(const QJsonValue &value, const QList<QByteArray> &secrets)
{
    if (value.isString()) {
        QString text = value.toString();
        for (const QByteArray &secret : secrets)
            text.replace(QString::fromUtf8(secret), u"<removed>"_s);
        return text;
    }
    if (value.isArray()) {
        QJsonArray array;
        const QJsonArray items = value.toArray();
        for (const QJsonValue &item : items)
            array.append(withoutSecrets(item, secrets));
        return array;
    }
    if (!value.isObject())
        return value;
    QJsonObject object = value.toObject();
    for (auto member = object.begin(); member != object.end(); ++member)
        member.value() = withoutSecrets(member.value(), secrets);
    return object;
}

QString compact(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    const QByteArray json = value.isArray()
        ? QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact)
        : QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(json);
}

QString cut(const QString &text, qsizetype most)
{
    return text.size() <= most ? text : QString(text.left(most) + u'…');
}

// "#3  GET /api/usage -> 200  [usage]  note".
QString headline(const QJsonObject &line)
{
    QStringList words{ u"  #"_s + QString::number(line["number"_L1].toInt()) };
    if (line.contains("line"_L1))
        words.append(u"line %1"_s.arg(line["line"_L1].toInt()));
    const QString what = line["what"_L1].toString();
    if (what == "request"_L1) {
        const int status = line["status"_L1].toInt();
        words.append(u"%1 %2 -> %3"_s.arg(line["method"_L1].toString(), line["path"_L1].toString(),
                                          status > 0 ? QString::number(status) : u"nothing"_s));
        words.append(line.contains("tag"_L1) ? u"[%1]"_s.arg(line["tag"_L1].toString())
                                             : u"[not asked by us]"_s);
    } else {
        words.append(what);
        for (const auto key : { "code"_L1, "status"_L1, "path"_L1, "verdict"_L1 }) {
            if (line.contains(key))
                words.append(line[key].toVariant().toString());
        }
        if (line.contains("frame"_L1))
            words.append(cut(compact(line["frame"_L1]), 100));
    }
    words.append(line["note"_L1].toString());
    words.removeAll(QString());
    return words.join(u"  "_s);
}

void tellList(const QString &lead, const QJsonArray &list)
{
    for (const QJsonValue &one : list) {
        const QString text = one.isString() ? one.toString() : plainTelling(one.toObject());
        writeOut(printable(u"       "_s + lead + text).toUtf8() + '\n');
    }
}

// Lists of jobs and items in an event: one line each below it.
void tellEvent(const QJsonObject &event)
{
    tellList({}, { event });
    for (const auto key : { "jobs"_L1, "items"_L1 }) {
        const QJsonArray inner = event[key].toArray();
        for (const QJsonValue &one : inner) {
            if (one.isObject())
                tellList(u"    "_s, { one });
        }
    }
}

void tellPlain(const QJsonObject &line)
{
    writeOut(printable(headline(line)).toUtf8() + '\n');
    for (const auto &event : line["events"_L1].toArray())
        tellEvent(event.toObject());
    tellList({}, line["controls"_L1].toArray());
    const QJsonObject learnt = line["learnt"_L1].toObject();
    if (!learnt.isEmpty())
        tellList(u"learnt "_s, { learnt });
    tellList({}, line["issues"_L1].toArray());
    tellList(u"then           "_s, line["next"_L1].toArray());
}

} // namespace

ExplainRun::ExplainRun(Options options, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_clock(clock)
{
}

void ExplainRun::start()
{
    if (!m_options.dialect.isEmpty()) {
        m_wanted = dialects::findDialect(m_options.dialect);
        if (!m_wanted) {
            say(u"there is no dialect \"%1\""_s.arg(m_options.dialect));
            Q_EMIT finished(Exit::Usage);
            return;
        }
    }
    next();
}

// One file per turn of the event loop, so that Ctrl+C works.
void ExplainRun::next()
{
    if (m_at >= m_options.arguments.size()) {
        tellEnd();
        Q_EMIT finished(m_steps == 0 ? Exit::Usage : m_trouble ? Exit::Refused : Exit::Done);
        return;
    }
    explainFile(m_options.arguments[m_at++]);
    QTimer::singleShot(0, this, &ExplainRun::next);
}

Explainer &ExplainRun::explainerOf(const wire::Dialect &dialect)
{
    auto &explainer = m_explainers[dialect.name()];
    if (!explainer)
        explainer = std::make_unique<Explainer>(dialect, m_clock, Explainer::factsOf(dialect));
    return *explainer;
}

void ExplainRun::explainFile(const QString &path)
{
    const RecordedFile file = readRecordedFile(path);
    for (const QByteArray &secret : file.secrets) {
        if (!m_secrets.contains(secret))
            m_secrets.append(secret);
    }
    tellFaults(path, file);
    if (file.steps.empty())
        return;
    const wire::Dialect *dialect = choose(path, file);
    Explainer &explainer = explainerOf(*dialect);
    const int before = explainer.issues();
    int number = 0;
    for (const Step &step : file.steps) {
        QJsonObject line = explainer.explain(step);
        line.insert("schema"_L1, 1);
        line.insert("type"_L1, u"explained"_s);
        line.insert("file"_L1, path);
        line.insert("number"_L1, ++number);
        if (step.line > 0)
            line.insert("line"_L1, step.line);
        print(line);
        ++m_steps;
    }
    m_trouble = m_trouble || explainer.issues() > before;
}

void ExplainRun::tellFaults(const QString &path, const RecordedFile &file)
{
    for (const Fault &fault : file.faults) {
        m_trouble = true;
        if (m_options.json) {
            QJsonObject line{ { "schema"_L1, 1 },
                              { "type"_L1, u"fault"_s },
                              { "file"_L1, path },
                              { "reason"_L1, fault.reason } };
            if (fault.line > 0)
                line.insert("line"_L1, fault.line);
            print(line);
        }
        say(fault.line > 0 ? u"%1, line %2: %3"_s.arg(path).arg(fault.line).arg(fault.reason)
                           : u"%1: %2"_s.arg(path, fault.reason));
    }
}

const wire::Dialect *ExplainRun::choose(const QString &path, const RecordedFile &file)
{
    struct Trial
    {
        const wire::Dialect *dialect;
        int fit;
        QString evidence;
    };
    std::vector<Trial> trials;
    const wire::Dialect *named = m_wanted ? m_wanted : dialects::findDialect(file.dialect);
    for (const auto &dialect : dialects::allDialects()) {
        if (named && dialect.get() != named)
            continue;
        const auto known = m_explainers.find(dialect->name());
        Explainer trial(*dialect, m_clock,
                        known == m_explainers.end() ? Explainer::factsOf(*dialect)
                                                    : known->second->facts());
        for (size_t i = 0; i < std::min(file.steps.size(), trialSteps); ++i)
            trial.explain(file.steps[i]);
        trials.push_back({ dialect.get(), trial.fit(), trial.evidence() });
    }
    std::ranges::stable_sort(trials, std::ranges::greater(), &Trial::fit);
    // What could be several's is of the server whose the other files of the folder are.
    const QString folder = path.section(u'/', 0, -2) + u'/';
    const auto close = std::ranges::find_if(
        trials, [&](const Trial &trial) { return trial.fit + closeCall < trials.front().fit; });
    std::stable_sort(trials.begin(), close, [&](const Trial &a, const Trial &b) {
        return m_trust.value(folder + a.dialect->name())
            > m_trust.value(folder + b.dialect->name());
    });
    for (const Trial &trial : trials)
        m_trust[folder + trial.dialect->name()] += trial.fit;
    QJsonArray others;
    for (const Trial &trial : trials)
        others.append(
            QJsonObject{ { "dialect"_L1, trial.dialect->name() }, { "fit"_L1, trial.fit } });
    const Trial &best = trials.front();
    others.removeFirst();
    print({ { "schema"_L1, 1 },
            { "type"_L1, u"file"_s },
            { "file"_L1, path },
            { "dialect"_L1, best.dialect->name() },
            { "fit"_L1, best.fit },
            { "evidence"_L1, best.evidence },
            { "others"_L1, others } });
    return best.dialect;
}

void ExplainRun::tellEnd()
{
    for (const auto &[name, explainer] : m_explainers) {
        if (!m_options.json)
            writeOut(u"What is known at the end (%1):\n"_s.arg(name).toUtf8());
        Printer printer(explainer->store(), m_options.json);
        printer.setCleaner([this](const QJsonObject &line) { return cleaned(line); });
        printer.printSnapshot(explainer->server());
    }
}

QJsonObject ExplainRun::cleaned(const QJsonObject &line) const
{
    const QJsonObject bare = withoutSecrets(line, m_secrets).toObject();
    wire::Frame frame{ wire::Frame::Kind::Text,
                       QJsonDocument(bare).toJson(QJsonDocument::Compact) };
    for (const auto &[name, explainer] : m_explainers)
        frame = trace::redacted(frame, explainer->facts());
    return QJsonDocument::fromJson(trace::redacted(frame, {}).bytes).object();
}

void ExplainRun::print(const QJsonObject &line)
{
    const QJsonObject clean = cleaned(line);
    if (m_options.json) {
        writeOut(QJsonDocument(clean).toJson(QJsonDocument::Compact) + '\n');
        return;
    }
    if (clean["type"_L1].toString() == "explained"_L1) {
        tellPlain(clean);
        return;
    }
    if (clean["type"_L1].toString() != "file"_L1)
        return; // was said on standard error
    QString text = clean["file"_L1].toString() + u"  reads as "_s + clean["dialect"_L1].toString();
    const QString evidence = clean["evidence"_L1].toString();
    if (clean["fit"_L1].toInt() <= 0)
        text += u" at best: it fits nothing that is known"_s;
    else if (!evidence.isEmpty())
        text += u": "_s + evidence;
    writeOut(printable(text).toUtf8() + '\n');
}

} // namespace fw::cli
