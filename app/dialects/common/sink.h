// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/json_fields.h"
#include "base/json_reader.h"
#include "wire/dialect.h"

namespace fw::dialects {

/// Collects what one frame or reply meant. One bad item becomes one issue; the rest stays.
class Sink
{
public:
    /// \a raw is what is being decoded, for excerpts; \a facts as known so far.
    Sink(QByteArrayView raw, const wire::SessionFacts &facts);

    void issue(Failure failure);
    void issue(Failure::Code code, const QString &detail) { issue(Failure{ code, detail }); }
    /// Says what was wrong with \a fields, if anything. True when nothing was.
    bool accept(const JsonFields &fields);
    void control(wire::Control control) { m_out.controls.push_back(std::move(control)); }
    void message(wire::Message message) { m_out.messages.push_back(std::move(message)); }
    /// A message without a place in a channel; nothing when there are no events.
    void events(std::vector<wire::Event> events);
    void event(wire::Event event);
    void follow(wire::HttpRequest request, bool sameRead);

    const wire::SessionFacts &facts() const { return m_out.learnt ? *m_out.learnt : m_facts; }
    wire::SessionFacts &learn(); ///< the value to change, a copy at first
    wire::Decoded take() { return std::move(m_out); }

private:
    static constexpr size_t maxIssues = 20; ///< of one frame; a flood says no more than these

    QByteArrayView m_raw;
    const wire::SessionFacts &m_facts;
    wire::Decoded m_out;
};

/// The reader of this thread, so that its buffers are made once and not for each frame.
JsonReader &threadReader();

} // namespace fw::dialects
