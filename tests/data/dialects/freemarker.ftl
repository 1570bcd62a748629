<#ftl output_format="HTML">
<#-- Pension fund. ${not} <#if read> -->
<#import "layout.ftl" as layout>
<#assign name = (member.firstName)!"member">
<#assign intro>Dear ${name?cap_first}</#assign>
<#macro row label value="a > b"><tr><td>${label}</td><td>${value}</td></tr></#macro>
<@layout.mail subject="Your request of ${request.date?string('d MMMM')}">
<p>${intro},</p>
<p>
<#if request.years gt 5 && (request.open)>
  You can draw your pension from ${request.from?date}.
<#elseif request.note?has_content>
  ${request.note}
<#else>
  Under our rules you are not entitled to a pension yet.
</#if>
</p>
<#list request.papers as paper>
  <li>${paper?index + 1}. ${paper.title}<#sep>, </#sep></li>
<#else>
  <li>You sent no papers.</li>
</#list>
<#switch request.channel>
  <#case "post"><p>Your letter reached us late.</p><#break>
  <#default><p>Your message reached us late.</p>
</#switch>
<@row label="Years" value="${request.years}"/>
<p>${msg("mail.closing", name)} ${kcSanitize(msg("mail.foot"))?no_esc}</p>
<p>${(request.late)?then("You wrote too late.", "You wrote in time.")}</p>
<p>It is #{request.sum; m2M2} in all, and [=request.year] was your best year.</p>
<#noparse><p>Write ${code} on the form.</p></#noparse>
<#include "foot.ftl">
<p>${r"We cannot talk about this by phone."} ${"}"}</p>
</@layout.mail>
