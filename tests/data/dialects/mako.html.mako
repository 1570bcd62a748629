## Radio station. ${not_read} % if
<%doc>
  A remark of two lines, with ${x} and
  % if in it.
</%doc>
<%inherit file="base.mako"/>
<%namespace name="ui" file="ui.mako" import="*"/>
<%!
    from datetime import date
    LIMIT = 3
%>
<%page args="prize, winner=None"/>
<%def name="subject()">Your prize of ${prize.month}</%def>
<%block name="preheader">It stays with us</%block>
<%
    name = winner.name or "listener"
%>
<p>Dear ${name | h},</p>
% if prize.due and winner.age > 17:
<p>Your ${prize.title.replace("}", "")} comes by post on ${prize.due.strftime("%d %B")}.</p>
% elif not winner.age:
<p>You forgot to tell us your age.</p>
% else:
<p>We are not in a position to send you the prize.</p>
% endif
<ul>
% for song in prize.songs:
  <li>${loop.index + 1}. ${song}</li>
% endfor
</ul>
<p>A hundred \
per cent of callers lost, and 100% of them cried.</p>
%% sale
<%text><p>Write ${code} down.</p></%text>
<%call expr="ui.box()"><p>Judges' decisions are final.</p></%call>
<%ui:button href="${prize.url}" label="x > y">See the rules</%ui:button>
<p>${_("No correspondence will be entered into.")}</p>
<%include file="foot.mako" args="a=1"/>
