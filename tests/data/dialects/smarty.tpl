{* Toy shop. {$not} {if read} *}
{extends file="mail/layout.tpl"}
{assign var="name" value=$customer.firstname|default:"friend"}
{$days = $order.days + 1}
{capture name="intro"}Dear {$name|escape:'html'}{/capture}
{block name="subject"}Your order {$order.reference}{/block}
{block name="body"}
<p>{$smarty.capture.intro},</p>
<p>
{if $order.late && $days > 10}
  Your parcel is {$days} days late, and we do not know where it is.
{elseif $order.note != "a } b"}
  {$order.note|nl2br nofilter}
{else}
  Unfortunately your parcel is out of our hands.
{/if}
</p>
{foreach $order.items as $item}
  <li>{$item@iteration}. {$item.title|truncate:20:"..."}{if !$item@last},{/if}</li>
{foreachelse}
  <li>The parcel is empty.</li>
{/foreach}
{section name=i loop=$lines}<li>{$lines[i].text}</li>{/section}
{l s='You will have to take it up with the courier.' d='Emails.Body'}
{l s='Your order %s is on its way.' sprintf=[$order.reference] mod='mail'}
{translate}We do not refund shipping.{/translate}
{t name=$name}Dear %1, you are one of our best.{/t}
{literal}<style>p { color: red; }</style><p>Keep {this} as it is.</p>{/literal}
{include file="mail/foot.tpl" note="not read"}
{strip}
  <p>See {mailto address="desk@toys.example" text="our desk"}.</p>
{/strip}
{ldelim}x{rdelim}
<a href="{$link->getPageLink('order', true, null, "id={$order.id}")}">See your order</a>
{/block}
