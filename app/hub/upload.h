// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/front/http_handler.h"

#include <QFile>

namespace fw::hub {

/// Streams the body of an upload into a new file. Unless finish() handed the file over, it is
/// removed: an upload that breaks off leaves nothing behind.
class UploadSink final : public front::BodySink
{
public:
    /// Called once, with the complete file's path or what went wrong.
    using Done = std::function<void(Expected<QString>)>;
    static constexpr qint64 checkEvery = 16 * 1024 * 1024;

    /// \a hasRoom is asked every checkEvery bytes; false ends the upload with TooLarge.
    UploadSink(QString path, std::function<bool()> hasRoom, Done done);
    ~UploadSink() override;

    /// Makes the file; fails with Io, also when there is one already (it never overwrites).
    Expected<void> open();
    Expected<void> take(QByteArrayView bytes) override;
    void finish() override;

private:
    QFile m_file;
    std::function<bool()> m_hasRoom;
    qint64 m_unchecked = 0; ///< bytes since room was last asked for
    Done m_done;
    bool m_kept = false;
};

/// Collects a small body for a handler that wants all of it.
class MemorySink final : public front::BodySink
{
public:
    using Done = std::function<void(const QByteArray &)>;
    explicit MemorySink(Done done)
        : m_done(std::move(done))
    {
    }
    Expected<void> take(QByteArrayView bytes) override
    {
        m_bytes.append(bytes.data(), bytes.size());
        return {};
    }
    void finish() override { m_done(m_bytes); }

private:
    QByteArray m_bytes;
    Done m_done;
};

} // namespace fw::hub
