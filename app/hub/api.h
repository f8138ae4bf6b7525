// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/json_reader.h"
#include "hub/event_log.h"
#include "hub/front/http_handler.h"
#include "hub/front/limits.h"
#include "hub/jobs_desk.h"
#include "hub/lanes.h"
#include "hub/system_sampler.h"

namespace fw::hub {

/// What the API needs to answer.
struct ApiWorld
{
    work::Jobs &jobs;
    JobsDesk &desk;
    Lanes &lanes;
    EventLog &log;
    SystemSampler &sampler;
    JsonReader &reader;
    const front::Limits &limits;
    QString hub; ///< the hub's lasting id
};

/// What the address of an upload says about it.
struct UploadRequest
{
    QString name; ///< file name without a path
    EditId op; ///< may be empty
    int priority = 0;
    wire::RenderOptions render;
};

/// The HTTP routes of the hub. Every list, number and text of a request is checked here; what it
/// means is decided by Jobs.
///
///   GET  /health                        POST /api/jobs       POST /api/uploads   POST /api/sample
///   GET  /api/jobs  /api/jobs/{id}      POST /api/jobs/{id}/actions
///   GET  /api/jobs/{id}/log  /api/jobs/{id}/thumbnails/{n}  /api/jobs/{id}/frame
///   GET  /api/ops/{op}  /api/outputs/{id}  /api/status       HEAD like GET
///   GET  /api/lanes?channel=brand:config|crop:editor: all documents, as in a snapshot
///   POST /api/lanes {"channel","op","lane","base","data","client"?:{"id","user"}}: a durable edit,
///        answered with its ack; 409 conflict, 400 invalid, 503 rateLimited (send the op again)
class Api final : public front::HttpHandler
{
public:
    explicit Api(ApiWorld world);
    front::BodyPlan begin(const front::HttpHead &head, front::Respond respond) override;
    /// From now on new writes are put off with 503; what has begun may end.
    void drain() { m_draining = true; }

private:
    using Head = front::HttpHead;
    using Reply = front::HttpReply;
    using Respond = front::Respond;

    // api.cpp
    void get(const Head &head, const Respond &respond);
    void getOfJob(const Head &head, const Respond &respond);
    front::BodyPlan post(const Head &head, const Respond &respond);
    front::BodyPlan json(std::function<Reply(const JsonValue &)> answer, const Respond &respond);
    // api_reads.cpp
    Reply health() const;
    Reply jobList(const Head &head) const;
    Reply jobDetail(const JobId &id) const;
    Reply jobLog(const Head &head, const JobId &id) const;
    Reply thumbnail(const Head &head, const JobId &id, const QString &index) const;
    Reply output(const Head &head, const OutputId &id) const;
    Reply storedOp(const EditId &op) const;
    void frame(const Head &head, const JobId &id, const Respond &respond);
    // api_lanes.cpp
    Reply documents(const Head &head) const;
    Reply editLane(const JsonValue &body);
    // api_writes.cpp
    Reply addJobs(const JsonValue &body);
    Reply addSample(const JsonValue &body);
    Reply act(const JobId &id, const JsonValue &body);
    front::BodyPlan upload(const Head &head, const Respond &respond);
    void makeDurable(const QString &path, const UploadRequest &upload, const Respond &respond);
    Reply uploaded(const QString &path, const UploadRequest &upload);
    Reply addedOne(const EditId &op, const work::Taken<JobId> &added) const;
    std::optional<Reply> repeated(const EditId &op) const;
    Reply created(const EditId &op, const std::vector<JobId> &jobs) const;
    bool hasRoomFor(qint64 bytes) const;

    ApiWorld m_world;
    bool m_draining = false;
    QObject m_here; ///< what comes back from other threads comes only while this lives
};

} // namespace fw::hub
