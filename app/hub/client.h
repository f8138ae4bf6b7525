// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/json_reader.h"
#include "hub/desk.h"
#include "hub/feed.h"
#include "hub/front/guard.h"
#include "hub/front/ws_link.h"
#include "hub/lanes.h"

#include <QPointer>

#include <functional>

namespace fw::hub {

class Client;

/// What every client of the hub shares.
struct ClientWorld
{
    const EventLog &log;
    Snapshots &snapshots;
    Batches &batches;
    Desk &desk;
    JsonReader &reader;
    const front::Guard &guard;
    const front::Limits &limits;
    const Clock &clock;
    QString hub; ///< the hub's lasting id
    Lanes *lanes = nullptr; ///< shared documents; null: none are offered
    /// Whether a client that said who it is may stay; empty: every one may.
    std::function<bool(const Client &client)> isWelcome{};
};

/// A live preview on its way to the others, serialised once. Never kept.
struct Preview
{
    ChannelIndex channel = CropChannel;
    QString v1; ///< as framewatch.v1 says it
    QString bare; ///< as the seed says it
};

/// One WebSocket client: what it says and what it is told. framewatch.v1 when it chose the
/// sub-protocol, else the bare seed form. A message it gets wrong is rejected, never the connection
/// (framewatch-v1.md).
///
/// States: Greeting (v1: until a hello with a token that fits; limits.hello) -> Open -> gone.
class Client final : public QObject, private Outlet
{
    Q_OBJECT
public:
    /// Takes the socket over. \a authorised: the token came with the upgrade.
    Client(QWebSocket *socket, bool authorised, const ClientWorld &world, QObject *parent);
    ~Client() override;

    /// Sends what is due; called after the log grew.
    void pump();
    /// Once a second: timers of hello, heartbeat, slow and dead links.
    void tick();
    /// Says that the hub ends, and when to come back; then closes with 4012.
    void drain(Millis spread);
    /// Shows a preview of somebody else, when this client hears its channel and keeps up.
    void show(const Preview &preview);

    /// Who sits there, as they said; empty: nobody said, or not yet.
    const QString &person() const { return m_person; }
    bool isGreeted() const { return m_greeted; }
    int unknownMessages() const { return m_unknown; }
    int malformedMessages() const { return m_malformed; }

Q_SIGNALS:
    void gone();
    void previewed(const fw::hub::Preview &preview); ///< by this client, for the others

private:
    void sendText(const QString &text) override;
    void sendBinary(const QByteArray &bytes) override;
    qint64 backlog() const override;
    void sendJson(const QJsonObject &message);
    void sendError(const QString &code, const QString &message, const QString &ref = {});

    void onReceived(const QByteArray &json, bool overRate);
    void onV1(const JsonValue &message, bool overRate);
    void onHello(const JsonValue &message);
    void onSubscribe(const JsonValue &message);
    void onUnsubscribe(const JsonValue &message);
    void onPublish(const JsonValue &message, bool overRate);
    void onStatus(const JsonValue &message);
    // client_lanes.cpp
    void onLanePublish(ChannelIndex channel, const QString &op, const JsonValue &message);
    void onBareLanePublish(ChannelIndex channel, const JsonValue &message);
    void onPreview(const JsonValue &message);
    Lanes::Author author() const;
    bool showOthers(const LaneEdit &edit, const QJsonObject &data); ///< false: too many
    void onAuthenticate(const JsonValue &message);
    void onBare(const JsonValue &message, bool overRate);
    void onBarePublish(const JsonValue &message);
    void reject(const Failure &failure);
    void ack(const record::Verdict &verdict, bool duplicate);
    void welcome();
    void heartbeat(Instant now);

    const ClientWorld &m_world;
    front::WsLink m_link;
    Feed m_feed;
    front::TokenBucket m_previews;
    QString m_connection; ///< our name for this connection
    QString m_id; ///< what it calls itself, lasting; empty: nothing yet
    QString m_name; ///< who sits there, for people; may be empty
    QString m_person; ///< the same when a person was named, else empty
    bool m_bare;
    bool m_authorised;
    bool m_greeted = false;
    bool m_turnAsked = false; ///< the event loop will pump again
    bool m_warned = false; ///< was told that it sends too much
    int m_unknown = 0;
    int m_malformed = 0;
    int m_malformedNow = 0; ///< in the minute that began at m_minute
    Instant m_minute;
    Instant m_since;
    Instant m_lastBeat;
};

} // namespace fw::hub
