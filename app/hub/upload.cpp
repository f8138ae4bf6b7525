// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/upload.h"

namespace fw::hub {

using namespace Qt::StringLiterals;

UploadSink::UploadSink(QString path, std::function<bool()> hasRoom, Done done)
    : m_file(std::move(path))
    , m_hasRoom(std::move(hasRoom))
    , m_done(std::move(done))
{
}

UploadSink::~UploadSink()
{
    if (!m_kept && m_file.isOpen())
        m_file.remove();
}

Expected<void> UploadSink::open()
{
    if (m_file.open(QIODevice::WriteOnly | QIODevice::NewOnly,
                    QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        return {};
    return fail(Failure::Code::Io, u"The upload cannot be stored: %1"_s.arg(m_file.errorString()));
}

Expected<void> UploadSink::take(QByteArrayView bytes)
{
    m_unchecked += bytes.size();
    if (m_unchecked >= checkEvery) {
        m_unchecked = 0;
        if (!m_hasRoom())
            return fail(Failure::Code::Io, u"The disk of the server is nearly full."_s);
    }
    if (m_file.write(bytes.data(), bytes.size()) == bytes.size())
        return {};
    return fail(Failure::Code::Io, u"The upload cannot be stored: %1"_s.arg(m_file.errorString()));
}

void UploadSink::finish()
{
    if (!m_file.flush()) {
        m_done(fail(Failure::Code::Io,
                    u"The upload cannot be stored: %1"_s.arg(m_file.errorString())));
        return;
    }
    m_file.close();
    m_kept = true;
    m_done(m_file.fileName());
}

} // namespace fw::hub
