// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/ring.h"

#include <QAbstractTableModel>

namespace fw::models {

/// What passed between us and the servers, oldest first: the mirror of each session's trace ring,
/// merged by time. Rows come and go in batches; there is no reset. No secret is in it.
class ExchangeModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column {
        TimeColumn,
        ServerColumn,
        DirectionColumn,
        ChannelColumn,
        WhatColumn,
        SizeColumn,
        TookColumn,
        ResultColumn,
        ColumnCount
    };
    enum Role {
        NumberRole = Qt::UserRole, ///< qulonglong: never reused within a server
        ServerRole, ///< QString: ServerId
        KindRole, ///< int(trace::Kind)
        OutgoingRole, ///< bool: a message of ours; calls go both ways
        ProblemRole, ///< bool: something in it could not be used
        TroubleRole, ///< bool: a status of 400 and above, no answer, a connection that ended
        ReasonRole, ///< QString: why it could not be used; all reasons, one line each
    };

    explicit ExchangeModel(QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

    /// Takes in what is new of one server, and lets go what its ring let go.
    void take(const ServerId &server, const QString &name, const trace::News &news);
    void rename(const ServerId &server, const QString &name);
    void remove(const ServerId &server); ///< every row of it
    /// Null when there is no such row.
    trace::SeenPtr seen(int row) const;
    const ServerId &serverAt(int row) const;
    int problems(const ServerId &server) const; ///< rows of it; an empty id: of all

    /// The cells of one row joined by tabs, for the clipboard.
    QString rowText(int row) const;

private:
    struct Row
    {
        int server = 0; ///< index into m_servers
        trace::SeenPtr seen;
    };
    struct Server
    {
        ServerId id;
        QString name;
        quint64 generation = 0; ///< of the news its rows come from
    };
    int indexOf(const ServerId &server) const;
    void insert(int server, const std::vector<trace::SeenPtr> &added);
    template <class Gone> void removeRows(Gone gone);
    QString text(const Row &row, int column) const;
    QString resultText(const trace::Seen &seen) const;
    QString channelText(const trace::Seen &seen) const;

    std::vector<Row> m_rows; ///< by time
    std::vector<Server> m_servers;
};

/// "connected", "closed", "next try", … for an event of the connection.
QString linkEventText(trace::LinkEvent event);
/// "14:02:11.042": with milliseconds, local time.
QString preciseClockText(WallTime time);

} // namespace fw::models
