// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/registry.h"
#include "session/staged.h"
#include "support/bridge_server.h"
#include "support/imagetools_server.h"

namespace fw::test {

using namespace Qt::StringLiterals;

/// The bridge: its native socket beside reading, or the polling fallback.
class BridgePlay final : public Play
{
public:
    explicit BridgePlay(QString push)
        : m_push(std::move(push))
        , m_dialect(*dialects::findDialect(u"bridge"))
    {
        m_dialect.aside = 40ms;
        m_dialect.patience = 400ms;
    }
    bool open() override { return m_server.listen(); }
    QUrl url() const override { return m_server.url(); }
    const wire::Dialect &dialect() const override { return m_dialect; }
    void set(wire::Profile &profile) override { profile.options.insert(u"push"_s, m_push); }
    int pace() const override { return m_push == "poll"_L1 ? 4 : 1; }
    Millis patience() const override { return 8s; } // it reads much in one round
    bool isOther(const QString &line) const override
    {
        return m_push == "poll"_L1 && line.contains(" statistic "_L1);
    }
    bool isOnlyPushed(const QString &line) const override { return line.startsWith("now "_L1); }
    std::vector<Step> story() override
    {
        BridgeServer &s = m_server;
        const auto tell = [this](const QString &type, QJsonObject data, const QString &channel) {
            return [this, type, data, channel] {
                m_server.emitNative(type, data, channel);
                QJsonObject message = data;
                message.insert("type"_L1, type);
                m_server.broadcast(message, channel);
            };
        };
        const QJsonObject job{ { "job_id"_L1, u"jobproc0001"_s }, { "photo_id"_L1, 4 } };
        const auto of = [](const QString &id) {
            return QJsonObject{ { "job_id"_L1, id }, { "photo_id"_L1, 2 } };
        };
        const auto with = [](QJsonObject base, const QJsonObject &more) {
            for (auto member = more.begin(); member != more.end(); ++member)
                base.insert(member.key(), member.value());
            return base;
        };
        const auto both = [](Step first, Step second) {
            return [first = std::move(first), second = std::move(second)] { first(), second(); };
        };
        return {
            tell(u"job_progress"_s,
                 with(job, { { "stage"_L1, u"importing"_s }, { "progress"_L1, 10 } }), u"jobs"_s),
            both([&s] { s.addJob(u"jobnew0001"_s, u"pending"_s, 2); },
                 tell(u"job_created"_s, of(u"jobnew0001"_s), u"jobs"_s)),
            tell(u"system_status"_s, { { "status"_L1, u"ready"_s } }, u"system"_s),
            both([&s] { s.setJob(u"jobnew0001"_s, u"processing"_s); },
                 tell(u"job_started"_s, of(u"jobnew0001"_s), u"jobs"_s)),
            tell(u"job_progress"_s,
                 with(job, { { "stage"_L1, u"exporting"_s }, { "progress"_L1, 80 } }), u"jobs"_s),
            both([&s] { s.setJob(u"jobpend0001"_s, u"failed"_s, u"disk full"_s); },
                 tell(u"job_failed"_s,
                      with(of(u"jobpend0001"_s), { { "error"_L1, u"disk full"_s } }), u"jobs"_s)),
            both([&s] { s.setJob(u"jobproc0001"_s, u"completed"_s); },
                 tell(u"job_completed"_s, job, u"jobs"_s)),
            both([&s] { s.setJob(u"jobnew0001"_s, u"completed"_s); },
                 tell(u"job_completed"_s, of(u"jobnew0001"_s), u"jobs"_s)),
        };
    }

private:
    QString m_push;
    BridgeServer m_server;
    Hasty m_dialect;
};

/// ImageTools: pushes are hints, everything is read. Or the server of its seed, whose operations
/// are only pushed.
class ToolsPlay final : public Play
{
public:
    explicit ToolsPlay(ImageToolsServer::Form form)
        : m_form(form)
        , m_server(form)
        , m_dialect(*dialects::findDialect(u"imagetools"))
    {
        m_dialect.aside = 60ms;
        m_dialect.patience = 400ms;
    }
    bool open() override
    {
        m_names.insert(m_server.addImage(u"photo.jpg"_s), u"PHOTO"_s);
        return m_server.listen();
    }
    QUrl url() const override { return m_server.url(); }
    const wire::Dialect &dialect() const override { return m_dialect; }
    void set(wire::Profile &profile) override
    {
        if (m_form == ImageToolsServer::Form::Seed)
            profile.options.insert(u"session"_s, u"s-1"_s);
    }
    QMap<QString, QString> names() const override { return m_names; }
    bool isOnlyPushed(const QString &line) const override
    {
        return line.contains("operation:"_L1) || line.contains(" source: "_L1)
            || line.contains(" browser_version: "_L1);
    }
    std::vector<Step> story() override
    {
        return m_form == ImageToolsServer::Form::Seed ? seedStory() : programStory();
    }

private:
    void arrive(const QString &name, const QString &source)
    {
        m_names.insert(m_server.arrive(name + u".jpg"_s, source), name);
    }
    std::vector<Step> programStory()
    {
        return {
            [this] { arrive(u"beach"_s, u"mobile"_s); },
            [this] { m_server.ping(); },
            [this] { m_names.insert(m_server.addAddon(u"Firefox"_s), u"ADDON"_s); },
            [this] { arrive(u"forest"_s, u"addon"_s); },
            [this] {
                m_server.tell({ { "type"_L1, u"who_knows"_s } });
            },
            [this] { arrive(u"lake"_s, u"mobile"_s); },
        };
    }
    std::vector<Step> seedStory()
    {
        const auto operation = [this](const QString &type, QJsonObject data) {
            data.insert("operation_id"_L1, u"op1"_s);
            data.insert("operation_type"_L1, u"bulk_compress"_s);
            return [this, type, data] { m_server.tellSeed(u"operation."_s + type, data); };
        };
        return {
            operation(u"started"_s, {}),
            operation(u"progress"_s, { { "current"_L1, 9 }, { "total"_L1, 20 } }),
            [this] {
                const QString id = m_server.addImage(u"beach.jpg"_s);
                m_names.insert(id, u"BEACH"_s);
                m_server.tellSeed(u"image.uploaded"_s,
                                  { { "image_id"_L1, id }, { "source"_L1, u"android_app"_s } });
            },
            operation(u"progress"_s, { { "current"_L1, 19 }, { "total"_L1, 20 } }),
            operation(u"completed"_s, {}),
        };
    }

    ImageToolsServer::Form m_form;
    ImageToolsServer m_server;
    Hasty m_dialect;
    QMap<QString, QString> m_names;
};

} // namespace fw::test
