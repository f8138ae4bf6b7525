// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/recorder.h"

#include "store/journal_codec.h"
#include "store/outbox.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>

#include <algorithm>

namespace fw::faults {

using namespace Qt::StringLiterals;

namespace {

QString compact(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

QJsonObject objectOf(const QVariant &text)
{
    return QJsonDocument::fromJson(text.toString().toUtf8()).object();
}

/// One database, read only.
class Reader final
{
public:
    explicit Reader(const QString &file)
        : m_name(QUuid::createUuid().toString())
        , m_database(QSqlDatabase::addDatabase(u"QSQLITE"_s, m_name))
    {
        m_database.setDatabaseName(file);
        m_database.setConnectOptions(u"QSQLITE_OPEN_READONLY;QSQLITE_BUSY_TIMEOUT=5000"_s);
        m_database.open();
    }
    ~Reader()
    {
        m_database.close();
        m_database = {};
        QSqlDatabase::removeDatabase(m_name);
    }
    Reader(const Reader &) = delete;
    Reader &operator=(const Reader &) = delete;
    /// Empty when it worked.
    QString each(const QString &sql, const std::function<void(const QSqlQuery &)> &row) const
    {
        QSqlQuery query(m_database);
        query.setForwardOnly(true);
        if (!query.exec(sql))
            return query.lastError().text();
        while (query.next())
            row(query);
        return query.lastError().isValid() ? query.lastError().text() : QString();
    }

private:
    QString m_name;
    QSqlDatabase m_database;
};

bool isEnded(const QString &fate)
{
    return fate == "accepted"_L1 || fate == "rejected"_L1 || fate == "conflict"_L1;
}

} // namespace

void Recorder::hear(int desk, const QJsonObject &line)
{
    const QString kind = line["t"_L1].toString();
    const QString op = line["op"_L1].toString();
    if (kind == "made"_L1) {
        Shown &shown = m_shown[op];
        shown.desk = desk;
        shown.made = line;
        m_order.append(op);
    } else if (kind == "fate"_L1) {
        Shown &shown = m_shown[op];
        shown.desk = desk;
        const QString fate = line["fate"_L1].toString();
        // Held at once: it was told that the journal cannot keep it.
        const bool isKept = fate != "draft"_L1
            && !(fate == "held"_L1 && (shown.fates.isEmpty() || shown.fates.last() == "draft"_L1));
        shown.fates.append(fate);
        shown.kept = shown.kept || isKept;
        shown.accepted = shown.accepted || fate == "accepted"_L1;
        shown.refused = shown.refused || fate == "rejected"_L1 || fate == "conflict"_L1;
        shown.wasHeld = shown.wasHeld || fate == "held"_L1;
    } else if (kind == "place"_L1) {
        const QString place
            = u"%1 %2 %3"_s.arg(line["channel"_L1].toString(), line["epoch"_L1].toString())
                  .arg(line["seq"_L1].toInteger());
        const QString state = line["state"_L1].toString();
        const auto known = m_places.constFind(place);
        if (known == m_places.cend()) {
            m_places.insert(place, { desk, state });
            return;
        }
        m_compared += known->first == desk ? 0 : 1;
        if (known->second != state)
            m_unlike.append(u"I6 at %1: desk %2 has\n%3\nand desk %4\n%5"_s.arg(place)
                                .arg(known->first)
                                .arg(known->second)
                                .arg(desk)
                                .arg(state));
    }
}

void Recorder::take(const Step &step, QStringList &wrong)
{
    auto &steps = m_log[step.lane];
    const auto known = steps.constFind(step.revision);
    if (known != steps.cend() && known->op != step.op)
        wrong.append(u"I2 %1 revision %2 was made by %3, now by %4"_s.arg(step.lane)
                         .arg(step.revision)
                         .arg(known->op, step.op));
    const auto twice = m_revisionOf.constFind(step.op);
    if (twice != m_revisionOf.cend() && *twice != step.revision)
        wrong.append(
            u"I3 %1 is in the history as revision %2 and %3"_s.arg(step.op).arg(*twice).arg(
                step.revision));
    steps.insert(step.revision, step);
    m_revisionOf.insert(step.op, step.revision);
}

bool Recorder::readLog(const QString &record, QStringList &wrong)
{
    const Reader reader(record);
    std::vector<Step> steps;
    QString trouble = reader.each(
        u"SELECT lane, revision, op, fields, before, after FROM lane_history ORDER BY lane, revision"_s,
        [&steps](const QSqlQuery &row) {
            Step step;
            step.lane = row.value(0).toString();
            step.revision = row.value(1).toLongLong();
            step.op = row.value(2).toString();
            step.isWhole = row.value(3).isNull() || step.lane.startsWith(u"crop:");
            const auto names
                = QJsonDocument::fromJson(row.value(3).toString().toUtf8())[0].toArray();
            for (const auto &name : names)
                step.fields.append(name.toString());
            step.before = objectOf(row.value(4));
            step.after = objectOf(row.value(5));
            steps.push_back(std::move(step));
        });
    m_verdicts.clear();
    if (trouble.isEmpty())
        trouble = reader.each(
            u"SELECT op, verdict, jobs FROM verdicts"_s, [this](const QSqlQuery &row) {
                m_verdicts.insert(row.value(0).toString(),
                                  row.value(1).toString() + u' ' + row.value(2).toString());
            });
    if (!trouble.isEmpty()) {
        wrong.append(u"the hub's record cannot be read: "_s + trouble);
        return false;
    }
    if (std::exchange(m_restored, false)) {
        ++m_restores;
        const auto before = m_revisionOf;
        m_log.clear();
        m_revisionOf.clear();
        for (const Step &step : steps)
            take(step, wrong);
        for (auto op = before.begin(); op != before.end(); ++op) {
            if (!m_revisionOf.contains(op.key()))
                m_lost.insert(op.key());
        }
        return true;
    }
    QHash<QString, qint64> newest;
    QHash<QString, int> holes; // numbers are skipped once when an old record was put back
    for (const Step &step : steps) {
        if (newest.contains(step.lane) && step.revision != newest[step.lane] + 1
            && ++holes[step.lane] > m_restores)
            wrong.append(u"I2 %1 has no revision %2"_s.arg(step.lane).arg(newest[step.lane] + 1));
        newest[step.lane] = step.revision;
        take(step, wrong);
    }
    for (auto lane = m_log.begin(); lane != m_log.end(); ++lane) {
        const qint64 last = lane->isEmpty() ? 0 : lane->lastKey();
        if (last > newest.value(lane.key()))
            wrong.append(u"I2 %1 had revision %2, now %3 is the last"_s.arg(lane.key())
                             .arg(last)
                             .arg(newest.value(lane.key())));
    }
    return true;
}

QHash<QString, QString> Recorder::readJournal(const QString &journal, QStringList &wrong) const
{
    QHash<QString, QString> fates;
    const Reader reader(journal);
    const QString trouble
        = reader.each(u"SELECT id, settled, data FROM edits"_s, [&](const QSqlQuery &row) {
              const auto edit = store::editFromBytes(row.value(2).toByteArray());
              const QString op = row.value(0).toString();
              if (!edit || edit->id.text != op)
                  wrong.append(u"I1 the journal's %1 cannot be read"_s.arg(op));
              else
                  fates.insert(op, store::isSettled(edit->fate) ? u"ended"_s : u"open"_s);
          });
    if (!trouble.isEmpty())
        wrong.append(journal + u": "_s + trouble);
    return fates;
}

void Recorder::checkEdit(const QString &op, const Shown &shown,
                         const QList<QHash<QString, QString>> &journals, bool quiet,
                         QStringList &wrong) const
{
    const bool ended = !shown.fates.isEmpty() && isEnded(shown.fates.last());
    const QString kept = journals.value(shown.desk).value(op);
    if (shown.kept && !ended && kept.isEmpty())
        wrong.append(u"I1 %1 was shown and is neither in the outbox nor ended"_s.arg(op));
    const bool isHeld = !shown.fates.isEmpty() && shown.fates.last() == "held"_L1;
    if (quiet && shown.kept && !ended && !isHeld)
        wrong.append(u"I1 %1 has neither ended nor is it held"_s.arg(op));
    if (shown.refused && shown.accepted)
        wrong.append(u"I1 %1 was shown as accepted and as refused"_s.arg(op));
    if (!m_hasRecord)
        return;
    const bool isMade = m_revisionOf.contains(op);
    const bool isLane = shown.made["target"_L1].isString();
    if (shown.accepted && isLane && !isMade && !m_lost.contains(op))
        wrong.append(u"I2 %1 was shown as accepted and is not in the history"_s.arg(op));
    if (shown.accepted && !isLane && !shown.made.isEmpty() && !m_verdicts.contains(op)
        && !m_lost.contains(op))
        wrong.append(u"I2 %1 was shown as accepted and has no verdict"_s.arg(op));
    if (shown.refused && isMade)
        wrong.append(u"I4 %1 was shown as refused and is in the history"_s.arg(op));
}

// Revision \a base is what the author saw: its own, or what its own last edit became.
QString Recorder::seenRevision(const Shown &shown, qint64 *base) const
{
    *base = shown.made["base"_L1].toInteger();
    const QString after = shown.made["after"_L1].toString();
    if (after.isEmpty())
        return {};
    const auto own = m_revisionOf.constFind(after);
    if (own == m_revisionOf.cend())
        return m_lost.contains(after) ? QString()
                                      : u"builds on %1, which is not in the history"_s.arg(after);
    *base = *own;
    return {};
}

void Recorder::checkStep(const Step &step, QStringList &wrong) const
{
    const auto shown = m_shown.constFind(step.op);
    if (shown == m_shown.cend() || shown->made.isEmpty())
        return;
    const QJsonObject made = shown->made;
    const QString where
        = u"I5 %1 revision %2, %3: "_s.arg(step.lane).arg(step.revision).arg(step.op);
    qint64 base = 0;
    if (const QString trouble = seenRevision(*shown, &base); !trouble.isEmpty()) {
        wrong.append(where + trouble);
        return;
    }
    const auto &steps = m_log[step.lane];
    for (auto between = steps.upperBound(base);
         between != steps.cend() && between.key() < step.revision; ++between) {
        const bool meets = step.isWhole || between->isWhole
            || std::ranges::any_of(step.fields, [&between](const QString &name) {
                               return between->fields.contains(name);
                           });
        if (meets)
            wrong.append(where
                         + u"its author saw %1, %2 changed the same in %3"_s.arg(base)
                               .arg(between->op)
                               .arg(between.key()));
    }
    if (base >= step.revision)
        wrong.append(where + u"its author saw %1"_s.arg(base));
    const QJsonObject before = made["before"_L1].toObject();
    if (made["action"_L1].toString() == "crop.apply"_L1) {
        const QJsonObject rect = step.before["cropRect"_L1].toObject();
        for (auto side = before.begin(); side != before.end(); ++side) {
            if (rect.contains(side.key()) && rect.value(side.key()) != side.value())
                wrong.append(
                    where
                    + u"it replaced %1, its author saw %2"_s.arg(compact(rect), compact(before)));
        }
        return;
    }
    if (made["action"_L1].toString() != "brand.set"_L1)
        return;
    for (auto field = before.begin(); field != before.end(); ++field) {
        if (step.before.value(field.key()) != field.value())
            wrong.append(where
                         + u"it replaced %1, its author saw %2"_s.arg(compact(step.before),
                                                                      compact(before)));
    }
    if (step.after != made["arguments"_L1].toObject())
        wrong.append(where
                     + u"it set %1 instead of %2"_s.arg(compact(step.after),
                                                        compact(made["arguments"_L1].toObject())));
}

QStringList Recorder::check(const QString &record, const QStringList &journals, bool quiet)
{
    ++m_looks;
    QStringList wrong = std::exchange(m_unlike, {});
    m_hasRecord = !record.isEmpty();
    if (m_hasRecord && !readLog(record, wrong))
        return wrong;
    QList<QHash<QString, QString>> kept;
    for (const QString &journal : journals)
        kept.append(readJournal(journal, wrong));
    for (auto shown = m_shown.cbegin(); shown != m_shown.cend(); ++shown)
        checkEdit(shown.key(), *shown, kept, quiet, wrong);
    for (auto lane = m_log.cbegin(); lane != m_log.cend(); ++lane) {
        for (const Step &step : *lane) {
            const QString key = u"%1 %2 %3"_s.arg(step.lane).arg(step.revision).arg(step.op);
            if (m_told.contains(key))
                continue;
            m_told.insert(key);
            checkStep(step, wrong);
        }
    }
    for (QString &one : wrong) {
        const QString said = one;
        for (const QString &made : std::as_const(m_order)) {
            if (said.contains(made))
                one += u"\n    "_s + historyOf(made);
        }
    }
    return wrong;
}

QStringList Recorder::compare(const QList<QJsonObject> &desks,
                              const QList<QJsonObject> &lanes) const
{
    QMap<QString, std::pair<qint64, QJsonObject>> hub; // by kind and id
    QStringList wrong;
    for (const QJsonObject &answer : lanes) {
        const QJsonArray brands = answer["brands"_L1].toArray();
        for (const auto &row : brands)
            hub.insert(u"brand:"_s + row["brandName"_L1].toString(),
                       { row["revision"_L1].toInteger(), row["settings"_L1].toObject() });
        const QJsonArray crops = answer["crops"_L1].toArray();
        for (const auto &row : crops) {
            const QJsonObject payload = row["payload"_L1].toObject();
            hub.insert(u"crop:%1:%2"_s.arg(payload["source"_L1].toString(),
                                           payload["format"_L1].toString()),
                       { row["revision"_L1].toInteger(), payload["cropRect"_L1].toObject() });
        }
        for (const QJsonObject &desk : desks) {
            const QJsonArray at = desk["positions"_L1][answer["channel"_L1].toString()].toArray();
            // What is read by HTTP moves no position.
            if (desk["phase"_L1].toString() == "live"_L1 && !at.isEmpty()
                && (at[0] != answer["epoch"_L1] || at[1] != answer["seq"_L1]))
                wrong.append(u"I7 a desk is at %1 %2 of %3, the hub at %4 %5"_s.arg(
                    at[0].toString(), QString::number(at[1].toInteger()),
                    answer["channel"_L1].toString(), answer["epoch"_L1].toString(),
                    QString::number(answer["seq"_L1].toInteger())));
        }
    }
    for (qsizetype number = 0; number < desks.size(); ++number) {
        const QJsonObject items = desks[number]["items"_L1].toObject();
        for (auto one = hub.begin(); one != hub.end(); ++one) {
            const QJsonObject item = items[one.key()].toObject();
            const QJsonObject fields = item["fields"_L1].toObject();
            bool same = item["revision"_L1].toInteger() == one->first;
            for (auto field = one->second.begin(); field != one->second.end(); ++field)
                same = same && fields.value(field.key()) == field.value();
            if (!same)
                wrong.append(u"I7 desk %1 has %2 as %3, the hub at %4 as %5"_s.arg(
                    QString::number(number), one.key(), compact(item), QString::number(one->first),
                    compact(one->second)));
        }
        for (auto item = items.begin(); item != items.end(); ++item) {
            if (!hub.contains(item.key()))
                wrong.append(
                    u"I7 desk %1 has %2, which the hub has not"_s.arg(number).arg(item.key()));
        }
    }
    return wrong;
}

Recorder::Counts Recorder::counts() const
{
    Counts all;
    for (const Shown &shown : m_shown) {
        ++all.made;
        all.accepted += shown.accepted ? 1 : 0;
        all.conflicts += shown.fates.contains(u"conflict"_s) ? 1 : 0;
        all.rejected += shown.fates.contains(u"rejected"_s) ? 1 : 0;
        all.held += shown.wasHeld ? 1 : 0;
    }
    all.steps = int(m_revisionOf.size());
    all.compared = m_compared;
    all.looks = m_looks;
    return all;
}

int Recorder::acceptedAdds() const
{
    return int(std::ranges::count_if(m_shown, [](const Shown &shown) {
        return shown.accepted && shown.made["action"_L1].toString() == "add"_L1;
    }));
}

int Recorder::keptEdits() const
{
    return int(std::ranges::count_if(m_shown, &Shown::kept));
}

int Recorder::acceptedEdits() const
{
    return int(std::ranges::count_if(m_shown, &Shown::accepted));
}

QString Recorder::historyOf(const QString &op) const
{
    const Shown shown = m_shown.value(op);
    return u"%1 of desk %2, made %3, then %4; in the history as revision %5"_s.arg(
        op, QString::number(shown.desk), compact(shown.made), shown.fates.join(u", "),
        QString::number(m_revisionOf.value(op, 0)));
}

} // namespace fw::faults
