@php
    $name = $user->first_name ?? 'there';
@endphp
@component('mail::message', ['subject' => 'Your course is full'])
{{-- School of languages. {{ $not }} @if(read) --}}
# Hello {{ $name }}!

@if ($course->seats > 0 && ! $user->waits)
You can have a seat in **{{ $course->title ?? "the }} course" }}** from {{ $course->starts->format('j F') }}.
@elseif ($user->waits)
You are number {!! $user->place !!} on the list, and we cannot say when a seat will be free.
@else
Sorry, but the course is full and we can't help you.
@endif

@foreach ($course->others as $other)
- {{ $other->title }}, {{ trans_choice('{1} one seat|[2,*] :count seats', $other->seats) }}
@endforeach
@forelse ($notes as $note)
> {{ $note }}
@empty
Nobody has left a note.
@endforelse

@unless ($user->paid) As per our policy, fees are not refunded. @endunless
@isset($user->tutor) Your tutor is {{ $user->tutor }}. @endisset
@switch($course->level)
    @case('A1')
        Bring nothing but a pencil.
        @break
    @default
        Bring the book of the last course.
@endswitch

@component('mail::button', ['url' => route('course', ['id' => 1]), 'color' => 'green'])
See the course
@endcomponent

@lang('Write to us at :mail.', ['mail' => 'desk@loft.example'])
{{ __('We will not hold a seat for anyone.') }} @{{ notATag }}
@verbatim
Your tutor writes {{ name }} on the door.
@endverbatim
@include('mail.footer', ['note' => 'not read'])

Thanks,<br>
{{ config('app.name') }}

@slot('subcopy')
This mail was sent by a machine. Please do not reply to it.
@endslot
@endcomponent
