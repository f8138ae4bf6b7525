// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/exchange_model.h"

#include "models/words.h"

#include <QDateTime>

#include <algorithm>

namespace fw::models {

using namespace Qt::StringLiterals;
using trace::LinkEvent;
using trace::Seen;

namespace {

constexpr int worstReasons = 3; ///< of one message, in its row

QString reasonsOf(const Seen &seen, const QString &joint, size_t most)
{
    QStringList reasons;
    for (const wire::Issue &issue : seen.issues) {
        if (reasons.size() < static_cast<qsizetype>(most))
            reasons.append(issue.failure.detail);
    }
    return reasons.join(joint);
}

bool isTrouble(const Seen &seen)
{
    return seen.hasFailed() || seen.event == LinkEvent::Refused || seen.event == LinkEvent::GaveUp
        || seen.event == LinkEvent::SignIn
        || (seen.event == LinkEvent::Closed && seen.code != 0 && seen.code != 1000);
}

} // namespace

QString linkEventText(LinkEvent event)
{
    switch (event) {
    case LinkEvent::Connecting:
        return ExchangeModel::tr("connecting");
    case LinkEvent::Opened:
        return ExchangeModel::tr("connected");
    case LinkEvent::Refused:
        return ExchangeModel::tr("not connected");
    case LinkEvent::Closed:
        return ExchangeModel::tr("closed");
    case LinkEvent::Retry:
        return ExchangeModel::tr("next try");
    case LinkEvent::Polling:
        return ExchangeModel::tr("polling");
    case LinkEvent::SignIn:
        return ExchangeModel::tr("sign-in needed");
    case LinkEvent::GaveUp:
        return ExchangeModel::tr("gave up");
    case LinkEvent::None:
        return {};
    }
    return {};
}

QString preciseClockText(WallTime time)
{
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count())
        .toString(u"HH:mm:ss.zzz"_s);
}

ExchangeModel::ExchangeModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

int ExchangeModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ExchangeModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString ExchangeModel::channelText(const Seen &seen) const
{
    if (seen.kind == trace::Kind::Call)
        return QString::fromLatin1(seen.method) + u' ' + seen.target;
    return seen.target.isEmpty() ? tr("WebSocket") : tr("WebSocket %1").arg(seen.target);
}

QString ExchangeModel::resultText(const Seen &seen) const
{
    if (seen.isNotUnderstood())
        return tr("not understood: %1").arg(reasonsOf(seen, u"; "_s, worstReasons));
    switch (seen.kind) {
    case trace::Kind::Frame:
        return {};
    case trace::Kind::Call:
        return seen.status == 0 ? tr("no answer: %1").arg(seen.text)
            : seen.issues.empty()
            ? QString::number(seen.status)
            : QString::number(seen.status) + u" \u2013 "_s + reasonsOf(seen, u"; "_s, worstReasons);
    case trace::Kind::Link:
        break;
    }
    QStringList words;
    if (seen.code > 0)
        words.append(QString::number(seen.code));
    if (seen.wait)
        words.append(tr("in %1 s").arg(static_cast<double>(seen.wait->count()) / 1000, 0, 'f', 1));
    if (!seen.text.isEmpty())
        words.append(seen.text);
    return words.join(u" \u2013 "_s);
}

QString ExchangeModel::text(const Row &row, int column) const
{
    const Seen &seen = *row.seen;
    const bool isLink = seen.kind == trace::Kind::Link;
    switch (Column(column)) {
    case TimeColumn:
        return preciseClockText(seen.wall);
    case ServerColumn:
        return m_servers[static_cast<size_t>(row.server)].name;
    case DirectionColumn:
        return isLink                        ? tr("connection")
            : seen.kind == trace::Kind::Call ? tr("call")
            : seen.outgoing                  ? tr("sent")
                                             : tr("received");
    case ChannelColumn:
        return channelText(seen);
    case WhatColumn:
        return isLink                            ? linkEventText(seen.event)
            : seen.binary && seen.what.isEmpty() ? tr("binary")
                                                 : seen.what;
    case SizeColumn:
        return isLink || (seen.kind == trace::Kind::Call && seen.status == 0)
            ? QString()
            : bytesText(seen.bytes);
    case TookColumn:
        return seen.took ? tr("%1 ms").arg(seen.took->count()) : QString();
    case ResultColumn:
        return resultText(seen);
    case ColumnCount:
        return {};
    }
    return {};
}

QVariant ExchangeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[static_cast<size_t>(index.row())];
    const Seen &seen = *row.seen;
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::AccessibleTextRole:
        return text(row, index.column());
    case Qt::ToolTipRole:
        return index.column() == ResultColumn && !seen.issues.empty()
            ? reasonsOf(seen, u"\n"_s, seen.issues.size())
            : text(row, index.column());
    case Qt::TextAlignmentRole:
        return index.column() == SizeColumn || index.column() == TookColumn
            ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
            : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    case NumberRole:
        return qulonglong(seen.number);
    case ServerRole:
        return m_servers[static_cast<size_t>(row.server)].id.text;
    case KindRole:
        return static_cast<int>(seen.kind);
    case OutgoingRole:
        return seen.outgoing;
    case ProblemRole:
        return seen.isNotUnderstood();
    case TroubleRole:
        return isTrouble(seen);
    case ReasonRole:
        return reasonsOf(seen, u"\n"_s, seen.issues.size());
    default: // any int may be asked for as a role
        return {};
    }
}

QVariant ExchangeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return section == SizeColumn || section == TookColumn
            ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
            : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case TimeColumn:
        return tr("Time");
    case ServerColumn:
        return tr("Server");
    case DirectionColumn:
        return tr("Way");
    case ChannelColumn:
        return tr("Channel");
    case WhatColumn:
        return tr("Kind");
    case SizeColumn:
        return tr("Size");
    case TookColumn:
        return tr("Took");
    case ResultColumn:
        return tr("Result");
    case ColumnCount:
        return {};
    }
    return {};
}

int ExchangeModel::indexOf(const ServerId &server) const
{
    const auto found = std::ranges::find(m_servers, server, &Server::id);
    return found == m_servers.end() ? -1 : static_cast<int>(found - m_servers.begin());
}

template <class Gone> void ExchangeModel::removeRows(Gone gone)
{
    int end = static_cast<int>(m_rows.size());
    while (end > 0) {
        if (!gone(m_rows[static_cast<size_t>(end - 1)])) {
            --end;
            continue;
        }
        int begin = end - 1;
        while (begin > 0 && gone(m_rows[static_cast<size_t>(begin - 1)]))
            --begin;
        beginRemoveRows({}, begin, end - 1);
        m_rows.erase(m_rows.begin() + begin, m_rows.begin() + end);
        endRemoveRows();
        end = begin;
    }
}

void ExchangeModel::insert(int server, const std::vector<trace::SeenPtr> &added)
{
    size_t from = 0;
    while (from < added.size()) {
        // What happened at the same time stays in the order it came.
        const auto place = std::ranges::upper_bound(m_rows, added[from]->at, {},
                                                    [](const Row &row) { return row.seen->at; });
        size_t to = from + 1;
        while (to < added.size() && (place == m_rows.end() || added[to]->at < place->seen->at))
            ++to;
        std::vector<Row> run;
        for (size_t i = from; i < to; ++i)
            run.push_back({ server, added[i] });
        const int row = static_cast<int>(place - m_rows.begin());
        beginInsertRows({}, row, row + static_cast<int>(run.size()) - 1);
        m_rows.insert(place, run.begin(), run.end());
        endInsertRows();
        from = to;
    }
}

void ExchangeModel::take(const ServerId &server, const QString &name, const trace::News &news)
{
    int at = indexOf(server);
    if (at < 0) {
        at = static_cast<int>(m_servers.size());
        m_servers.push_back({ server, name });
    }
    Server &known = m_servers[static_cast<size_t>(at)];
    const bool anew = std::exchange(known.generation, news.generation) != news.generation;
    removeRows([&](const Row &row) {
        if (row.server == at && anew)
            return true;
        return row.server == at && row.seen->number < news.first
            && !news.problems.contains(row.seen->number);
    });
    insert(at, news.added);
}

void ExchangeModel::rename(const ServerId &server, const QString &name)
{
    const int at = indexOf(server);
    if (at < 0 || m_servers[static_cast<size_t>(at)].name == name)
        return;
    m_servers[static_cast<size_t>(at)].name = name;
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, ServerColumn), index(rowCount() - 1, ServerColumn));
}

void ExchangeModel::remove(const ServerId &server)
{
    const int at = indexOf(server);
    removeRows([at](const Row &row) { return row.server == at; });
    if (at >= 0)
        m_servers[static_cast<size_t>(at)].generation = 0;
}

trace::SeenPtr ExchangeModel::seen(int row) const
{
    return row >= 0 && row < rowCount() ? m_rows[static_cast<size_t>(row)].seen : nullptr;
}

const ServerId &ExchangeModel::serverAt(int row) const
{
    static const ServerId none;
    return row >= 0 && row < rowCount()
        ? m_servers[static_cast<size_t>(m_rows[static_cast<size_t>(row)].server)].id
        : none;
}

int ExchangeModel::problems(const ServerId &server) const
{
    const int at = indexOf(server);
    return static_cast<int>(std::ranges::count_if(m_rows, [&](const Row &row) {
        return row.seen->isNotUnderstood() && (server.isEmpty() || row.server == at);
    }));
}

QString ExchangeModel::rowText(int row) const
{
    if (row < 0 || row >= rowCount())
        return {};
    QStringList cells;
    for (int column = 0; column < ColumnCount; ++column)
        cells.append(text(m_rows[static_cast<size_t>(row)], column));
    return cells.join(u'\t');
}

} // namespace fw::models
