// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/registry.h"
#include "session/staged.h"
#include "support/echo_server.h"
#include "support/fake_server.h"

namespace fw::test {

using namespace Qt::StringLiterals;

/// Echo with the socket its seed wishes for, in one of its shapes. Stages, pictures and what is
/// being done now are pushed and kept nowhere.
class EchoPlay final : public Play
{
public:
    explicit EchoPlay(EchoServer::Shape shape, bool socket = true)
        : m_socket(socket)
        , m_dialect(*dialects::findDialect(u"echo"))
    {
        m_server.shape = shape;
        m_dialect.patience = 400ms;
    }
    int pace() const override { return m_socket ? 1 : 4; }
    bool open() override
    {
        m_server.hasSocket = m_socket;
        m_server.hasPageRoutes = true;
        m_server.detailCrashes = m_server.pipelineFails = m_server.nullMetadata = false;
        m_server.addJob(u"demo.mp4"_s);
        m_server.addJob(u"second.mp4"_s, u"PROCESSING"_s);
        return m_server.listen();
    }
    QUrl url() const override { return m_server.url(); }
    const wire::Dialect &dialect() const override { return m_dialect; }
    void set(wire::Profile &profile) override { profile.tokenPlace = wire::TokenPlace::Header; }
    Secret secrets() override { return Secret(m_server.auth().makeAccess()); }
    bool isOnlyPushed(const QString &line) const override
    {
        return line.startsWith("stage "_L1) || line.startsWith("picture "_L1)
            || line.startsWith("now "_L1);
    }
    std::vector<Step> story() override
    {
        EchoServer &s = m_server;
        const auto meta = [&s](const QString &field, const QString &type, const QJsonValue &value) {
            QJsonObject metadata = s.job(1)["metadata"_L1].toObject();
            metadata.insert(field, value);
            s.setJob(1, { { "metadata"_L1, metadata } });
            s.tellMetadata(1, type, value);
        };
        return {
            [&s] { s.step(1); },
            [&s] { s.tellStage(1, u"TRANSCRIPTION"_s, u"PROCESSING"_s, 10); },
            [&s] { s.tellStage(1, u"TRANSCRIPTION"_s, u"PROCESSING"_s, 60); },
            [&s] { s.beat(); },
            [&s] { s.tellThumbnail(1, u"t1"_s, u"https://cdn.invalid/1.jpg"_s, 1280, 720); },
            [meta] { meta(u"title"_s, u"TITLE"_s, u"At the l\u00e4ke"_s); },
            [&s] { s.tellStage(1, u"TRANSCRIPTION"_s, u"COMPLETED"_s, 100); },
            [meta] {
                meta(u"tags"_s, u"TAGS"_s, QJsonArray{ u"lake"_s, u"summer"_s });
            },
            [&s] { s.addJob(u"third.mp4"_s), s.tellJob(3); },
            [&s] { s.tellThumbnail(1, u"t2"_s, u"https://cdn.invalid/2.jpg"_s, 1280, 720); },
            [&s] {
                s.setJob(
                    2,
                    { { "status"_L1, u"FAILED"_s }, { "error_message"_L1, u"no audio stream"_s } });
                s.tellJob(2);
            },
            [&s] { s.step(3); },
            [&s] { s.step(1); },
            [&s] { s.step(3); },
        };
    }

private:
    bool m_socket;
    EchoServer m_server;
    Hasty m_dialect;
};

/// Channels over /ws: framewatch.v1 with sequence numbers, or bare.
class ChannelsPlay final : public Play
{
public:
    explicit ChannelsPlay(bool bare) { m_server.bare = bare; }
    bool open() override
    {
        m_server.changeJob(u"a"_s, { { "name"_L1, u"a.mp4"_s }, { "state"_L1, u"queued"_s } });
        m_server.changeJob(u"b"_s, { { "name"_L1, u"b.mp4"_s }, { "state"_L1, u"queued"_s } });
        return m_server.listen();
    }
    QUrl url() const override { return m_server.url(); }
    const wire::Dialect &dialect() const override
    {
        return *dialects::findDialect(u"orchestrator");
    }
    void after() override
    {
        if (!m_server.bare)
            m_server.heartbeat();
    }
    // A bare server keeps no stages; its list tells no words and no pictures.
    bool isOnlyPushed(const QString &line) const override
    {
        return m_server.bare
            && (line.startsWith("stage "_L1) || line.startsWith("datum "_L1)
                || line.startsWith("picture "_L1) || line.startsWith("output "_L1)
                || line.startsWith("now "_L1));
    }
    std::vector<Step> story() override
    {
        FakeServer &s = m_server;
        const auto change = [&s](const QString &id, const QJsonObject &more) {
            return [&s, id, more] { s.changeJob(id, more); };
        };
        const auto push
            = [&s](const QString &channel, const QString &list, const QJsonObject &data) {
                  return [&s, channel, list, data] {
                      QJsonArray all = s.kept[channel][list].toArray();
                      all.append(data);
                      s.kept[channel] = { { list, all } };
                      s.push(channel, u"updated"_s, data);
                  };
              };
        const QString stages = u"processing:stages"_s;
        const auto stage = [&](const QString &id, const QString &status) {
            return push(stages, u"stages"_s,
                        { { "job_id"_L1, u"a"_s },
                          { "stage_id"_L1, id },
                          { "status"_L1, status },
                          { "attempt"_L1, 1 } });
        };
        return {
            change(u"a"_s, { { "state"_L1, u"running"_s }, { "progress"_L1, 0 } }),
            stage(u"PROBE"_s, u"COMPLETED"_s),
            change(u"a"_s, { { "progress"_L1, 20 }, { "message"_L1, u"12 of 60 s"_s } }),
            change(u"c"_s, { { "name"_L1, u"c.mp4"_s }, { "state"_L1, u"queued"_s } }),
            push(u"processing:thumbnails"_s, u"thumbnails"_s,
                 { { "job_id"_L1, u"a"_s },
                   { "thumbnail_id"_L1, u"t1"_s },
                   { "thumbnail_url"_L1, u"/media/a/1.jpg"_s },
                   { "width"_L1, 320 },
                   { "height"_L1, 180 } }),
            push(u"processing:metadata"_s, u"metadata"_s,
                 { { "job_id"_L1, u"a"_s },
                   { "metadata_type"_L1, u"TITLE"_s },
                   { "content"_L1, u"Am S\u00fcdufer"_s } }),
            [&s] { s.heartbeat(); },
            stage(u"RENDER"_s, u"COMPLETED"_s),
            change(u"b"_s, { { "state"_L1, u"running"_s } }),
            change(u"b"_s,
                   { { "state"_L1, u"failed"_s },
                     { "error"_L1,
                       QJsonObject{ { "code"_L1, u"E_NO_VIDEO"_s },
                                    { "message"_L1, u"no video stream"_s } } } }),
            [&s] { s.removeJob(u"c"_s); },
            change(u"a"_s,
                   { { "state"_L1, u"done"_s }, { "progress"_L1, 100 }, { "message"_L1, u""_s } }),
        };
    }

private:
    FakeServer m_server;
};

} // namespace fw::test
